namespace BackpropCrossCheck.Benchmarks;

/// <summary>The commands of the program.</summary>
internal static class Usage
{
    /// <summary>Lists them on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Show()
    {
        Console.Error.WriteLine("""
            BackpropCrossCheck.Benchmarks micro --filter '*'                measures parts of the program with BenchmarkDotNet
            BackpropCrossCheck.Benchmarks answer                            answers the questions of peers.py
            BackpropCrossCheck.Benchmarks parts FIXTURE.JSON                compares home-made parts with the plain way
            BackpropCrossCheck.Benchmarks steps FIXTURE.JSON                compares the step rule with the whole rounding analysis
            BackpropCrossCheck.Benchmarks causes FOLDER                     measures the search for causes of failing fixtures
            BackpropCrossCheck.Benchmarks builds BEFORE.DLL AFTER.DLL PATH  compares two builds of backprop-check
            BackpropCrossCheck.Benchmarks BACKPROP-CHECK.DLL FIXTURE.JSON   compares whole runs with an empty program
            """);
        return 2;
    }
}
