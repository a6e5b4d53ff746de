"""Starts the measured servers (the board on Jetty and on Tomcat, the limit, PostgreSQL), loads them and measures them."""

import http.client
import json
import os
import pathlib
import shlex
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "target"
WAR = pathlib.Path(os.environ.get("BENCH_WAR", TARGET / "tablon.war")).resolve()
TOKEN = "measured-" + os.urandom(12).hex()
os.environ["ADMIN_TOKEN"] = TOKEN

# the same for all measured JVMs; sized for a container with 512 MB
OPTIONS = shlex.split(os.environ.get(
    "BENCH_JVM_OPTIONS", "-Xms32m -Xmx160m -XX:MaxDirectMemorySize=48m -Xss512k -XX:+UseSerialGC "
    "-XX:NewRatio=1 -XX:SurvivorRatio=1 -XX:TargetSurvivorRatio=95"))


def jdk(feature="25"):
    """The java of JDK25_HOME, of a JDK 25 in /usr/lib/jvm, or of the PATH, in this order; the same for other versions."""
    homes = [os.environ.get(f"JDK{feature}_HOME")] + sorted(map(str, pathlib.Path("/usr/lib/jvm").glob(f"*{feature}*")))
    for home in filter(None, homes):
        if os.access(home + "/bin/java", os.X_OK):
            return home + "/bin/java"
    return shutil.which("java")


JAVA = jdk()


def java_version(java=JAVA):
    lines = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr.splitlines()
    return lines[1].strip() if len(lines) > 1 else lines[0]


def command(*arguments, java=JAVA):
    quiet = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
    return [java, *(quiet if "25" in java_version(java) else []), *OPTIONS, *arguments]


def build():
    """Packages the WAR, unpacks Tomcat, returns the tests' class path; BENCH_BUILD=false uses the existing build."""
    path = TARGET / "bench.classpath"
    if os.environ.get("BENCH_BUILD", "true") == "true":
        subprocess.run(["mvn", "-B", "-q", "-DskipTests", "package", "dependency:unpack@tomcats",
                        "dependency:build-classpath", "-Dmdep.outputFile=" + str(path),
                        "-Dmdep.includeScope=test"], cwd=ROOT, check=True)
    return ":".join([str(TARGET / "test-classes"), str(TARGET / "classes"), path.read_text().strip()])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    finally:
        connection.close()


def authorized(**more):
    return {"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json", **more}


NOTICE = ("El plazo de entrega de trabajos se amplía hasta el viernes; quien no pueda asistir a la sesión de dudas "
          "encontrará las respuestas en la página de la asignatura, y en secretaría por la mañana. ")


def seed(port, count=20):
    """Publishes twenty notices; their list has about 8.4 KB."""
    for number in range(count):
        body = {"titulo": f"Aviso número {number:02}: cambios en el calendario",
                "descripcion": NOTICE[:-1][:160], "campus": "UGR"}
        status, _, answer = ask(port, "POST", "/api/news", json.dumps(body), authorized())
        if status != 201:
            raise SystemExit(f"The board refused a notice: {status} {answer.decode()}")


class Process:
    """A process that listens on a free port and uses a temporary folder."""

    def __init__(self, name):
        self.name = name
        self.port = free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tablon-bench-"))

    def launch(self, arguments, environment=None):
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env={**os.environ, **(environment or {})}, cwd=self.folder)
        return self

    def wait(self, path="/status", seconds=90):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if ask(self.port, "GET", path)[0] == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.05)
        raise SystemExit(f"{self.name} does not answer:\n{(self.folder / 'log').read_text()[-3000:]}")

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss_megabytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def environment(process, **more):
    return {"PORT": str(process.port), "HOST": "127.0.0.1", "DATA_DIR": str(process.folder / "data"),
            "ADMIN_TOKEN": TOKEN, "CAMPUSES": "UGR=Universidad de Granada", **more}


def on_jetty(name, seeded=True, options=(), **settings):
    process = Process(name)
    process.launch(command(*options, "-jar", str(WAR)), environment(process, **settings)).wait()
    if seeded:
        seed(process.port)
    return process


SERVER_XML = """<Server port="-1"><Service name="Catalina">
<Connector address="127.0.0.1" port="%d" protocol="org.apache.coyote.http11.Http11NioProtocol" %s
  maxKeepAliveRequests="-1" maxConnections="2000" acceptCount="1000"/>
<Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps" unpackWARs="true"
  autoDeploy="false"/></Engine></Service></Server>
"""


def on_tomcat(name, **settings):
    home = sorted((TARGET / "tomcats").glob("apache-tomcat-11*"))[-1]
    process = Process(name)
    base = process.folder / "tomcat"
    for part in ("conf", "webapps", "temp", "work", "logs"):
        (base / part).mkdir(parents=True)
    shutil.copy(home / "conf/web.xml", base / "conf/web.xml")
    virtual = 'useVirtualThreads="true"' if "25" in java_version() else ""
    (base / "conf/server.xml").write_text(SERVER_XML % (process.port, virtual))
    shutil.copy(WAR, base / "webapps/ROOT.war")
    process.launch(
        command(f"-Dcatalina.home={home}", f"-Dcatalina.base={base}", f"-Djava.io.tmpdir={base / 'temp'}",
                "-cp", f"{home / 'bin/bootstrap.jar'}:{home / 'bin/tomcat-juli.jar'}",
                "org.apache.catalina.startup.Bootstrap", "start"),
        environment(process, **settings)).wait()
    seed(process.port)
    return process


def limit(name, board, path, port=None):
    """The bare handler; it returns the same headers and body as the board at this path."""
    process = Process(name)
    process.port = port or process.port
    _, headers, body = ask(board.port, "GET", path)
    kept = [f"{key}: {value}" for key, value in headers
            if key.lower() not in ("date", "content-length", "connection", "keep-alive", "transfer-encoding")]
    (process.folder / "body").write_bytes(body)
    (process.folder / "headers").write_text("\n".join(kept), encoding="latin-1")
    jars = process.folder / "jetty"
    with zipfile.ZipFile(WAR) as war:
        for entry in war.namelist():
            if entry.startswith("WEB-INF/jetty/") and entry.endswith(".jar") or "slf4j-api" in entry:
                war.extract(entry, jars)
    process.launch(command("-cp", f"{TARGET / 'test-classes'}:{jars}/WEB-INF/jetty/*:{jars}/WEB-INF/lib/*",
                           "tablon.bench.Limit", str(process.port), str(process.folder / "body"),
                           str(process.folder / "headers"))).wait(path)
    return process


class Postgres:
    """The server of BENCH_DATABASE_URL, which must name an empty database, or a temporary server."""

    def __init__(self, classpath):
        self.process = None
        self.url = os.environ.get("BENCH_DATABASE_URL")
        if not self.url:
            self.process = subprocess.Popen(
                [JAVA, "-Xmx64m", "-cp", classpath, "tablon.bench.Postgres"], text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            for line in self.process.stdout:
                if line.startswith("postgres://"):
                    self.url = line.strip()
                    break
        if not self.url:
            raise SystemExit("PostgreSQL did not start")

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait(60)


def wrk(process, path, connections, seconds, script="report.lua", headers=()):
    """Runs wrk once; returns requests per second, p50 and p99 in ms, CPUs, RSS in MB, and the number of failures."""
    before, start = process.cpu_seconds(), time.monotonic()
    output = subprocess.run(
        ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
         *[part for header in headers for part in ("-H", header)],
         "-s", str(ROOT / "bench" / script), f"http://127.0.0.1:{process.port}{path}"],
        capture_output=True, text=True, check=True).stdout
    cpus = (process.cpu_seconds() - before) / (time.monotonic() - start)
    requests, micros, p50, p99, refused, *failed = [
        int(number) for number in next(line for line in output.splitlines() if line.startswith("RESULT")).split()[1:]]
    if refused or any(failed):
        print(f"{process.name}: {refused} error statuses; failures: connect {failed[0]}, read {failed[1]}, write {failed[2]}, "
              f"timeout {failed[3]}", flush=True)
    return {"rate": requests / (micros / 1e6), "per_cpu": requests / max(cpus * micros / 1e6, 1e-6), "p50": p50 / 1000,
            "p99": p99 / 1000, "cpu": cpus, "rss": process.rss_megabytes(), "refused": refused, "failed": sum(failed)}


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def machine(java=JAVA):
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                     "unknown")
    memory = int(open("/proc/meminfo").readline().split()[1]) // 1024 // 1024
    return (f"{os.cpu_count()} CPUs ({processor}), {memory} GB, Linux {os.uname().release.split('-')[0]}, "
            f"{java_version(java)}, {time.strftime('%Y-%m-%d', time.gmtime())}; load average {os.getloadavg()[0]:.1f}")
