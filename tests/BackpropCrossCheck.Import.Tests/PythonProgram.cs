using System.Diagnostics;

namespace BackpropCrossCheck.Import.Tests;

/// <summary>A Python that has some modules.</summary>
/// <param name="path">The program.</param>
internal sealed class PythonProgram(string path)
{
    /// <summary>The first Python that can import the modules; null if none can.</summary>
    /// <param name="modules">The modules, separated by commas.</param>
    public static PythonProgram? With(string modules)
        => new[] { Environment.GetEnvironmentVariable("BACKPROP_CHECK_PYTHON"), "python3", "/usr/bin/python3" }.OfType<string>()
            .Select(path => new PythonProgram(path)).FirstOrDefault(program => program.TryRun(out _, "-c", $"import {modules}"));

    /// <summary>Runs a script, which must succeed.</summary>
    /// <param name="arguments">The script and its arguments.</param>
    public void Run(params string[] arguments) => Assert.That(TryRun(out string said, arguments), Is.True, said);

    private bool TryRun(out string said, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TF_CPP_MIN_LOG_LEVEL"] = "3";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            said = process.StandardError.ReadToEnd() + output.Result;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            said = fault.Message;
            return false;
        }
    }
}
