using System.Diagnostics;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Oracles.PythonPrograms;

namespace BackpropCrossCheck.Oracles.Tests.FixtureFrom;

/// <summary>fixture_from.py: the fixtures that it makes agree with the engine, and what cannot be a fixture is refused by name. The scripts
/// fail if something is not refused.</summary>
public sealed class FixtureFromTest
{
    [TestCase("keras_fixtures.py", "tensorflow", 12)]
    [TestCase("torch_fixtures.py", "torch", 9)]
    public void Gradients_OfTheFramework_AgreeWithTheEngines(string script, string framework, int count)
    {
        // To look for a framework takes no time; to import it takes as long as the script does.
        string search = $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{framework}') is None)";
        if (PythonProgram.Candidates().FirstOrDefault(python => Run(python, "-c", search).ExitCode == 0) is not { } program)
        {
            Assert.Ignore($"There is no Python with {framework} on this machine.");
            return;
        }

        string folder = Directory.CreateTempSubdirectory("backprop-fixture-from.").FullName;
        try
        {
            string scripts = Path.Combine(AppContext.BaseDirectory, "FixtureFrom");
            (int exitCode, string said) = Run(
                program, Path.Combine(scripts, script), Path.Combine(AppContext.BaseDirectory, "oracles", "python"), folder);
            Assert.That(exitCode, Is.Zero, said);

            string[] files = Directory.GetFiles(folder);
            Assert.That(files, Has.Length.EqualTo(count));
            foreach (string file in files)
            {
                ExpectAgreement(FixtureReader.Read(file));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void ExpectAgreement(Fixture fixture)
    {
        ResultComparison comparison = ResultComparer.Compare(
            new Reference(fixture, new BackpropagationEngine()), IndependentResult.Of(fixture.Expected.Single()));

        Assert.That(comparison.Discrepancies, Is.Zero, fixture.Name);
        Assert.That(comparison.Undecidable, Is.Zero, fixture.Name);
        Assert.That(comparison.Numbers, Is.GreaterThan(fixture.Layout.Samples * fixture.Layout.Layers.Count), fixture.Name);
    }

    private static (int ExitCode, string Said) Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said + output.Result);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return (-1, fault.Message);
        }
    }
}
