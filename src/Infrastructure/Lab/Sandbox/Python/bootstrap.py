"""Given to python with -c. Reads the worker's modules from standard input, because the sandbox has no file of the server."""
import json, os, sys, types

os.closerange(3, 65536)  # whatever the server's parent left open
stdin = open(os.dup(0), "rb")
setup = json.loads(stdin.readline())
for name, source in setup["modules"]:
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(source, f"<{name}>", "exec", dont_inherit=True), module.__dict__)
sys.modules["openevent_worker"].main(stdin, setup)
