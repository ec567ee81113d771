"""Given to python with -c. Reads the worker's modules from standard input, because the sandbox has no file of the server."""
import base64, json, marshal, os, sys, types

os.closerange(3, 65536)  # whatever the server's parent left open
stdin = open(os.dup(0), "rb")
setup = json.loads(stdin.readline())
names, sources = zip(*setup["modules"])
ready = {"type": "ready"}
if setup["compiled_by"] == sys.version:
    codes = marshal.loads(base64.b64decode(setup["compiled"]))
else:
    codes = [compile(source, f"<{name}>", "exec", dont_inherit=True) for name, source in setup["modules"]]
    ready.update(compiled_by=sys.version, compiled=base64.b64encode(marshal.dumps(codes)).decode("ascii"))
for name, code in zip(names, codes):
    module = sys.modules[name] = types.ModuleType(name)
    exec(code, module.__dict__)
sys.modules["openevent_worker"].main(stdin, setup, ready)
