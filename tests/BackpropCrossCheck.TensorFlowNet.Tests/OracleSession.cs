using System.Diagnostics;
using System.Text.Json;
using BackpropCrossCheck.Oracles.TensorFlowNet;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

/// <summary>The running program, after its greeting.</summary>
internal sealed class OracleSession : IDisposable
{
    /// <summary>TensorFlow loads in two seconds. With forty programs to each processor that is a minute; a program that takes longer
    /// hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private OracleSession(Process process)
    {
        _process = process;
        // Standard error is discarded, since a full pipe would block the program.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        Greeting = ReadLine();
    }

    /// <summary>Its greeting.</summary>
    public JsonElement Greeting { get; }

    /// <summary>Starts it.</summary>
    /// <param name="environment">Variables to set.</param>
    public static OracleSession Start(params (string Name, string Value)[] environment)
    {
        ProgramLocation location = TensorFlowNetProgram.Find();
        var found = location as ProgramLocation.Found;
        Assert.That(found, Is.Not.Null, (location as ProgramLocation.Missing)?.Reason);
        var start = new ProcessStartInfo(found!.FileName, found.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new OracleSession(Process.Start(start)!);
    }

    /// <summary>Starts it. If it is unavailable, ignores the test with the reason.</summary>
    public static OracleSession StartAvailable()
    {
        OracleSession session = Start();
        if (session.Greeting.TryGetProperty("unavailable", out JsonElement reason))
        {
            session.Dispose();
            Assert.Ignore($"tensorflow-net is unavailable: {reason.GetString()}");
        }

        return session;
    }

    /// <summary>Sends a line and reads the answer.</summary>
    /// <param name="line">The line.</param>
    public JsonElement Ask(string line)
    {
        Send(line);
        return ReadLine();
    }

    /// <summary>Sends a line.</summary>
    /// <param name="line">The line.</param>
    public void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends its input.</summary>
    /// <returns>Its exit code, and what else it wrote.</returns>
    public (int ExitCode, string Remainder) Close()
    {
        _process.StandardInput.Close();
        string remainder = _process.StandardOutput.ReadToEnd();
        Assert.That(_process.WaitForExit(Patience), Is.True, "The program is still running after the end of its input.");
        return (_process.ExitCode, remainder);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private JsonElement ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Assert.That(line.Wait(Patience), Is.True, "The program is silent.");
        Assert.That(line.Result, Is.Not.Null, "The program ended its output.");
        using var document = JsonDocument.Parse(line.Result!);
        return document.RootElement.Clone();
    }
}
