"""Requests to the server."""
import json
import urllib.error
import urllib.request

from .errors import LabError, from_status


class Connection:
    def __init__(self, url, token, timeout):
        self._url, self._token, self._timeout = url.rstrip("/"), token, timeout
        if not self._url.startswith(("http://", "https://")):
            raise ValueError(f"{url!r} is not an address such as http://127.0.0.1:5000.")
        # The token must not reach another server, so redirects are not followed.
        self._opener = urllib.request.build_opener(_NoRedirect)

    def request(self, method, path, body=None):
        """Sends JSON and returns the JSON of the answer. Raises a LabError for every other answer."""
        headers = {"Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"JWT {self._token}"
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self._url + path, data, headers, method=method)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return _read_json(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                raise _to_exception(error.code, error.read(), error.headers) from None
        except OSError as error:
            raise LabError(f"The server {self._url} cannot be reached: {getattr(error, 'reason', error)}.") from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def _read_json(content):
    try:
        return json.loads(content) if content else None
    except ValueError:
        raise LabError("The answer of the server is not JSON. Is the address right?") from None


def _to_exception(status, content, headers):
    problem, source, text = {}, {}, None
    try:
        answer = json.loads(content)
        text = answer.get("error")  # of the routes outside JSON:API, such as that of signing in
        problem = answer["errors"][0]
        source = problem.get("source") or {}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        pass
    if status == 422 and not problem:
        status = 401  # the answer to a token that is not one
    message = problem.get("detail") or problem.get("title") or text or f"The server answered with status {status}."
    wait = headers.get("Retry-After", "")
    return from_status(message, status, source.get("code"), source.get("column"), int(wait) if wait.isdigit() else None)
