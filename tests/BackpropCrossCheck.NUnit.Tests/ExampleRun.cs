using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>A run of NUnit over the example project.</summary>
internal static class ExampleRun
{
    /// <summary>Runs one class of it.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <returns>The results of its cases, in the order of their names.</returns>
    public static IReadOnlyList<ITestResult> Of<T>()
    {
        using var isolated = new TestExecutionContext.IsolatedContext();
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(typeof(T).Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
        ITestResult result = runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><class>{typeof(T).FullName}</class></filter>"));
        return [.. Cases(result).OrderBy(test => test.FullName, StringComparer.Ordinal)];
    }

    private static IEnumerable<ITestResult> Cases(ITestResult result) => result.Test.IsSuite ? result.Children.SelectMany(Cases) : [result];
}
