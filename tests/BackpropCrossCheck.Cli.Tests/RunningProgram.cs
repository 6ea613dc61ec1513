using System.Diagnostics;
using System.Text;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>A running program and what it has written so far. A test waits for words of it instead of some time.</summary>
internal sealed class RunningProgram
{
    private readonly Written _output;
    private readonly Written _error;

    /// <summary>Begins to read what it writes.</summary>
    /// <param name="process">The program; its standard output and standard error are redirected.</param>
    public RunningProgram(Process process)
    {
        Process = process;
        _output = new Written(process.StandardOutput);
        _error = new Written(process.StandardError);
    }

    public Process Process { get; }

    /// <summary>Its standard error so far. (Standard output comes in blocks, often only at the end.)</summary>
    public string Error => _error.Text;

    /// <summary>Its standard output; waits for its end.</summary>
    public string WholeOutput => _output.WholeText;

    /// <summary>Its standard error; waits for its end.</summary>
    public string WholeError => _error.WholeText;

    private sealed class Written
    {
        private readonly StringBuilder _text = new();
        private readonly Task _reading;

        public Written(StreamReader reader) => _reading = ReadAsync(reader);

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public string WholeText
        {
            get
            {
                _reading.Wait();
                return Text;
            }
        }

        private async Task ReadAsync(StreamReader reader)
        {
            char[] part = new char[4096];
            int length;
            while ((length = await reader.ReadAsync(part)) > 0)
            {
                lock (_text)
                {
                    _text.Append(part, 0, length);
                }
            }
        }
    }
}
