using System.Diagnostics;
using System.Text;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>A running program and its output so far. A test waits for words of it instead of some time.</summary>
internal sealed class RunningProgram
{
    private readonly StringBuilder _output = new();
    private readonly Task _reading;

    /// <summary>Begins to read its standard output.</summary>
    /// <param name="process">The program; its standard output is redirected.</param>
    public RunningProgram(Process process)
    {
        Process = process;
        _reading = ReadAsync(process.StandardOutput);
    }

    public Process Process { get; }

    /// <summary>Its standard output so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Its standard output; waits for its end.</summary>
    public string WholeOutput
    {
        get
        {
            _reading.Wait();
            return Output;
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        char[] part = new char[4096];
        int length;
        while ((length = await reader.ReadAsync(part)) > 0)
        {
            lock (_output)
            {
                _output.Append(part, 0, length);
            }
        }
    }
}
