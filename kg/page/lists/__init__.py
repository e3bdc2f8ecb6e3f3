"""A page of many lists, put together list by list without holding them all."""
