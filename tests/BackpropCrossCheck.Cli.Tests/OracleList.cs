namespace BackpropCrossCheck.Cli.Tests;

/// <summary>What <c>backprop-check oracles</c> lists in the repository. It starts every framework of the machine, so all tests look at one
/// run.</summary>
internal static class OracleList
{
    private static readonly Lazy<ProgramRun> Listed = new(() => ProgramRun.In(Repository.Root, "oracles"));

    /// <summary>The finished run.</summary>
    public static ProgramRun Run => Listed.Value;
}
