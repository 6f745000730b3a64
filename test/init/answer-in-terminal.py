"""Runs a command in a terminal of 40 columns and types: each answer once the screen has shown what it answers.

Arguments: a JSON list of [shown, typed], then the command. Prints all that the screen got; exits as the command does.
"""
import fcntl, json, os, pty, select, struct, sys, termios

turns, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    os.execvp(command[0], command)
unseen = b""
while True:
    if not select.select([terminal], [], [], 30)[0]:
        sys.exit("nothing happens; shown last: " + repr(unseen[-300:]))
    try:
        shown = os.read(terminal, 65536)
    except OSError:
        break
    if not shown:
        break
    sys.stdout.buffer.write(shown)
    unseen += shown
    while turns and turns[0][0].encode() in unseen:
        what, typed = turns.pop(0)
        unseen = unseen.partition(what.encode())[2]
        os.write(terminal, typed.encode())
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
