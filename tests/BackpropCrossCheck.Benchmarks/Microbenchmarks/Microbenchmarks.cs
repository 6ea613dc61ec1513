using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BackpropCrossCheck.Benchmarks.Microbenchmarks;

/// <summary>Parts of the program, measured by BenchmarkDotNet.</summary>
internal static class Microbenchmarks
{
    /// <summary>Measures what BenchmarkDotNet's own arguments choose, such as <c>--filter *Gradient*</c>.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code: 0 if everything that was chosen was measured.</returns>
    public static int Measure(string[] arguments)
    {
        // In this process: the project that BenchmarkDotNet would write and build has none of the repository's settings.
        IConfig config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet"));
        Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Microbenchmarks).Assembly).Run(arguments, config)];
        return summaries.Length > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors
            && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
