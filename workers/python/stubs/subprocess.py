"""In the place of the standard module: libraries import it, nothing here starts a process."""

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        super().__init__(returncode, cmd)
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        super().__init__(cmd, timeout)
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr


def _refuse(*_arguments, **_options):
    raise OSError("this sandbox has no network and starts no processes: do it in Python")


class CompletedProcess:
    __init__ = _refuse


class Popen:
    """Cannot be made."""

    __init__ = _refuse


run = call = check_call = check_output = getoutput = getstatusoutput = _refuse


def list2cmdline(words):
    return " ".join(map(str, words))


def _args_from_interpreter_flags():
    """multiprocessing asks for it when it is imported."""
    return []
