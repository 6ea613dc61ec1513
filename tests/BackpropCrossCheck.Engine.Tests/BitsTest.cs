using System.Diagnostics;
using System.Globalization;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The engine's results do not depend on the instructions that the processor has.</summary>
public sealed class BitsTest
{
    private static readonly Lazy<string[]> Here = new(() => ComputedBits.Lines().Split('\n'));

    /// <summary>Each variable takes instructions away; what is left is 2ⁿ numbers wide, or as wide as before.</summary>
    [TestCase("DOTNET_EnableAVX512", 4)]
    [TestCase("DOTNET_EnableAVX2", 4)]
    [TestCase("DOTNET_EnableHWIntrinsic", 2)]
    public void Bits_WithFewerInstructions_AreTheSame(string variable, int widest)
    {
        string[] there = InAProcess(variable);
        Assert.That(int.Parse(there[0], CultureInfo.InvariantCulture), Is.LessThanOrEqualTo(widest));
        Assert.That(there[1..], Is.EqualTo(Here.Value[1..]));
        Assert.That(there, Has.Length.GreaterThan(80));
    }

    private static string[] InAProcess(string variable)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(BitsTest).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
        return output.Split('\n');
    }
}
