using System.Diagnostics;
using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>Shows how far a run is: on a terminal in one line that is overwritten again and again, otherwise in a new line whenever nothing
/// has been printed for a while.</summary>
internal sealed class Progress : IDisposable
{
    /// <summary>How long a run stays silent before it reports that it is still going. The interval doubles each time, up to a
    /// minute.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<string> _files;
    private readonly Lock _saying;
    private readonly ProgressLine _line;
    private readonly object _ending = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _silence = Interval;
    private long _last;
    private int _done;
    private bool _isEnded;

    /// <summary>Starts showing progress.</summary>
    /// <param name="writers">Where to show it.</param>
    /// <param name="files">The fixtures of the run.</param>
    /// <param name="saying">The lock that every writer holds.</param>
    public Progress(ProgressWriters writers, IReadOnlyList<string> files, Lock saying)
    {
        (_files, _saying, _line, _last) = (files, saying, new ProgressLine(writers.Terminal, files.Count), _start);
        if (writers.Diagnostics is { } diagnostics)
        {
            // A timer would do the same, with a thread of its own too, but would take longer to start than a small fixture to check.
            new Thread(() => RemindUntilEnd(diagnostics)) { IsBackground = true }.Start();
        }
    }

    /// <summary>Counts a fixture; the caller holds the lock.</summary>
    /// <param name="fixture">The fixture's report.</param>
    public void Count(FixtureReport fixture)
    {
        _done++;
        _last = Stopwatch.GetTimestamp();
        _line.Count(fixture);
    }

    /// <summary>Stops showing progress.</summary>
    public void Dispose()
    {
        lock (_ending)
        {
            _isEnded = true;
            Monitor.Pulse(_ending);
        }

        using Lock.Scope alone = _saying.EnterScope();
        _line.Clear();
    }

    private void RemindUntilEnd(TextWriter writer)
    {
        while (!HasEnded())
        {
            Remind(writer);
        }
    }

    /// <summary>Waits for the next reminder, or for the end.</summary>
    private bool HasEnded()
    {
        lock (_ending)
        {
            return _isEnded || (Monitor.Wait(_ending, Interval) && _isEnded);
        }
    }

    private void Remind(TextWriter writer)
    {
        using Lock.Scope alone = _saying.EnterScope();
        // A thread may wake slightly early.
        if (_isEnded || Stopwatch.GetElapsedTime(_last) < 0.9 * _silence)
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        _silence = 2 * _silence < LongestSilence ? 2 * _silence : LongestSilence;
        _line.Clear();
        string next = _done < _files.Count ? $"at {PrintableText.Of(_files[_done])}" : "at the end of the oracles";
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"backprop-check: {_done} of {_files.Count} fixtures done after "
                    + $"{Stopwatch.GetElapsedTime(_start).TotalSeconds:0} s; the run goes on, {next}"));
    }
}
