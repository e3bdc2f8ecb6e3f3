"""The SPARQL 1.1 Protocol over HTTP: requests, media types, negotiation, addresses, responses and refusals."""
