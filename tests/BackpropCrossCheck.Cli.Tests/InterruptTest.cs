using System.Diagnostics;
using System.Globalization;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>A signal may come at any moment. Files are then complete or unchanged, and no process is left.</summary>
[Platform("Linux", Reason = "processes are counted under /proc and interrupted with kill")]
public class InterruptTest
{
    private const string Old = "old";

    /// <summary>Commands and the files they write. The oracle's name replaces ORACLE.</summary>
    private static readonly string[][] Commands =
    [
        ["check", "a.json", "--oracle", "ORACLE", "--absolute", "0.4", "--report", "json=one", "--report", "html=two"],
        ["record", "a.json", "--oracle", "ORACLE", "--output", "one"],
        ["worksheet", "a.json", "--output", "one", "--answers", "two", "--csv", "three"],
        ["trace", "a.json", "--output", "one"],
        ["merge", "shard.json", "--report", "html=one", "--report", "json=two"],
    ];

    /// <summary>The short version of the test below. It tries to interrupt while a file is being written.</summary>
    [Test]
    public void Interrupt_WhileFilesAreWritten_LeavesWholeFilesOnly([Values("INT", "TERM", "HUP", "KILL")] string signal)
    {
        using var trial = new Trial(Commands[2]);
        for (int round = 0; round < 3; round++)
        {
            trial.Interrupt(
                signal, process => SpinWait.SpinUntil(() => process.HasExited || Directory.GetFiles(trial.Root, "*.part").Length > 0));
        }
    }

    [Test]
    [Explicit("BACKPROP_CHECK_MOMENTS (default 100) runs of each command with each signal: an hour on two processors that do "
        + "something else too.")]
    public void Interrupt_AtRandomMoments_LeavesWholeFilesOnly(
        [ValueSource(nameof(Commands))] string[] command, [Values("INT", "TERM", "HUP", "KILL")] string signal)
    {
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine(FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);
        using var trial = new Trial(command);
        int moments = int.Parse(Environment.GetEnvironmentVariable("BACKPROP_CHECK_MOMENTS") ?? "100", CultureInfo.InvariantCulture);
        for (int round = 0; round < moments; round++)
        {
            TimeSpan moment = random.NextDouble() * 1.1 * trial.Duration;
            trial.Interrupt(signal, process => process.WaitForExit(moment));
        }

        TestContext.Out.WriteLine(
            FormattableString.Invariant($"{moments} moments, {trial.Replaced} files replaced, {trial.Kept} as they were"));
    }

    private sealed class Trial : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly FakeOracle _oracle = new("");
        private readonly string[] _command;
        private readonly Dictionary<string, string> _whole = [];

        public Trial(string[] command)
        {
            _command = [.. command.Select(word => word == "ORACLE" ? _oracle.Name : word)];
            _folder.Write("a.json", Examples.ForFakeOracle());
            string[] before = Directory.GetFiles(Root);
            if (command[0] == "merge")
            {
                _folder.Write("agreeing.json", Examples.Agreeing());
                ProgramRun.Check(_folder, "agreeing.json", "--shard", "1/1", "--report", "json=shard.json");
                before = Directory.GetFiles(Root);
            }

            Duration = Run().Duration;
            foreach (string file in Directory.GetFiles(Root).Except(before))
            {
                _whole.Add(file, File.ReadAllText(file));
            }

            Assert.That(_whole, Is.Not.Empty, "the command writes something");
        }

        public string Root => _folder.Root;

        public TimeSpan Duration { get; }

        public int Replaced { get; private set; }

        public int Kept { get; private set; }

        public void Interrupt(string signal, Action<Process> wait)
        {
            foreach (string file in _whole.Keys)
            {
                File.WriteAllText(file, Old);
            }

            ProgramRun.Of(ProgramRun.Start(Root, _command), running =>
            {
                wait(running.Process);
                // The program may have ended already; then kill complains, which is redirected.
                using var kill = Process.Start(
                    new ProcessStartInfo(
                        "kill", [$"-{signal}", running.Process.Id.ToString(CultureInfo.InvariantCulture)])
                    { RedirectStandardError = true })!;
                kill.WaitForExit();
            });
            Assert.That(_oracle.Running, Is.Empty.After(5).Minutes.PollEvery(20).MilliSeconds, "no process is left");
            foreach ((string file, string whole) in _whole)
            {
                string text = File.ReadAllText(file);
                Assert.That(text, Is.EqualTo(Old).Or.EqualTo(whole), $"{file} is whole");
                Replaced += text == whole ? 1 : 0;
                Kept += text == Old ? 1 : 0;
            }

            if (signal == "KILL")
            {
                Run();
            }

            Assert.That(Directory.GetFiles(Root, "*.part"), Is.Empty);
        }

        public void Dispose() => _folder.Dispose();

        private ProgramRun Run()
        {
            var run = ProgramRun.In(Root, _command);
            Assert.That(run.ExitCode, Is.AnyOf(0, 3), run.Error);
            return run;
        }
    }
}
