// The same query from a terminal and from Python.

const MARK = "SPARQL_END";

export function curl(text, endpoint) {
  return `curl --silent --show-error -H 'Accept: text/csv' \\\n  --data-urlencode query@- '${endpoint}' <<'${MARK}'\n${text.replace(/\s*$/, "")}\n${MARK}\n`;
}

// The text as a string of Python, a line a line; what JSON writes Python reads.
export function python(text, endpoint) {
  const lines = text.replace(/\s*$/, "").split("\n").map(line => "    " + JSON.stringify(line + "\n")).join("\n");
  return `import csv
import io
from urllib.parse import urlencode
from urllib.request import Request, urlopen

query = (
${lines}
)
request = Request("${endpoint}", urlencode({"query": query}).encode(), {"Accept": "text/csv"})
with urlopen(request) as answer:
    rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"))))
print(len(rows), rows[:3])
`;
}
