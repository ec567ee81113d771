"""Runs hostile scripts without the sandbox, each in a child, and prints which did harm. To be run in a throw-away namespace only."""
import json, os, resource, select, signal, socket, subprocess, sys, time

if os.getpid() != 1 or os.path.exists("/etc/hostname"):
    sys.exit("This is not the throw-away namespace.")
job = json.load(sys.stdin)
os.makedirs("/host")
for path in ("/host/canary", "/etc/passwd", "/etc/shadow"):
    open(path, "w").write("secret")
os.makedirs("/root")
os.makedirs("/library")
server = socket.create_server(("127.0.0.1", 0))
abstract = socket.socket(socket.AF_UNIX)
abstract.bind("\0control")
abstract.listen()


def run(name, code):
    victim = subprocess.Popen(["/usr/bin/sleep", "60"])
    port = server.getsockname()[1]
    facts = dict(CANARY="/host/canary", FOLDER="/host", PORT=port, ABSTRACT="control", VICTIM=victim.pid, LIBRARY="/library")
    facts.update(job["facts"])
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.dup2(writer, 1)
        os.closerange(3, 256)
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            exec(compile(job["prelude"] + "\n" + code, name, "exec"), {"__name__": "__main__", **facts})
            import atexit, threading

            for thread in threading.enumerate():
                if thread is not threading.main_thread() and not thread.daemon:
                    thread.join()
            atexit._run_exitfuncs()
        except BaseException as error:
            sys.stderr.write(f"{name}: {error!r}\n")
        os._exit(0)
    os.close(writer)
    until, text, status = time.time() + job["seconds"], b"", None
    while time.time() < until:
        if select.select([reader], [], [], 0.02)[0]:
            data = os.read(reader, 4096)
            text += data
            if not data or b"HARM" in text:
                break
    done, status = os.waitpid(child, os.WNOHANG) if b"HARM" not in text else (0, 0)
    if not done:
        time.sleep(0.02)
        done, status = os.waitpid(child, os.WNOHANG)
    harmed = b"HARM" in text or not done or os.WIFSIGNALED(status)
    os.kill(-1, signal.SIGKILL)  # the first process of a namespace is spared
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass
    os.close(reader)
    for file in os.listdir("/tmp"):
        os.unlink("/tmp/" + file)
    return harmed


json.dump({name: run(name, code) for name, code in job["scripts"]}, sys.stdout)
