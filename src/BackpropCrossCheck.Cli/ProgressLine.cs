using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>Shows how far a run is, in one terminal line that is overwritten again and again.</summary>
/// <param name="terminal">Standard error if it is a terminal; null to write nothing.</param>
/// <param name="total">The number of fixtures.</param>
internal sealed class ProgressLine(TextWriter? terminal, int total)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly DateTime _start = DateTime.UtcNow;
    private TimeSpan _shown = TimeSpan.Zero;
    private int _done;

    /// <summary>Counts a fixture.</summary>
    public void Count(FixtureReport fixture)
    {
        _done++;
        TimeSpan now = DateTime.UtcNow - _start;
        if (terminal is not null && now - _shown >= Interval)
        {
            _shown = now;
            string name = PrintableText.Of(fixture.Name ?? fixture.File);
            terminal.Write(FormattableString.Invariant($"\r\u001b[K{_done}/{total} {(name.Length > 60 ? name[..60] : name)}"));
        }
    }

    /// <summary>Wipes the line.</summary>
    public void Clear() => terminal?.Write("\r\u001b[K");
}
