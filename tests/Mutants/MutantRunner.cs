using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

/// <summary>The entry point of a test project in the copy that measure.py builds. It sets one mutant after the other and runs the tests
/// that have to notice it, all in one process: starting one costs more than most of the tests.</summary>
internal static class MutantRunner
{
    /// <param name="arguments">A file with a line for each run: mutant (none for a run without a change), limit in seconds, regular
    /// expression of the test classes. Then the file that the results are added to.</param>
    internal static int Main(string[] arguments)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        var settings = new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0, ["StopOnError"] = true };
        runner.Load(Assembly.GetExecutingAssembly(), settings);
        foreach (string[] order in File.ReadAllLines(arguments[0]).Select(line => line.Split('\t')))
        {
            Choose(order[0]);
            long start = Environment.TickCount64;
            var filter = new ClassFilter(new Regex(order[2]));
            var run = Task.Run(() => runner.Run(TestListener.NULL, filter));
            bool isDone = run.Wait(TimeSpan.FromSeconds(double.Parse(order[1], CultureInfo.InvariantCulture)));
            string result = !isDone ? "endless\t0" : $"{(run.Result.FailCount > 0 ? "failed" : "passed")}\t{run.Result.PassCount}";
            double seconds = (Environment.TickCount64 - start) / 1000.0;
            File.AppendAllText(arguments[1], FormattableString.Invariant($"{order[0]}\t{result}\t{seconds}\n"));
            if (!isDone)
            {
                // What the mutant has made endless cannot be stopped.
                Environment.Exit(1);
            }
        }

        return 0;
    }

    private static void Choose(string mutant)
    {
        int number = mutant.Length == 0 ? 0 : int.Parse(mutant, CultureInfo.InvariantCulture);
        foreach (AssemblyName name in Assembly.GetExecutingAssembly().GetReferencedAssemblies())
        {
            Type[] types = Assembly.Load(name).GetTypes();
            Type? chosen = Array.Find(types, type => type.Name.StartsWith("MutantSwitchOf", StringComparison.Ordinal));
            chosen?.GetField("Chosen", BindingFlags.Static | BindingFlags.Public)!.SetValue(null, number);
        }
    }

    /// <summary>The test classes whose full names match, without what is to be run on demand only.</summary>
    private sealed class ClassFilter(Regex name) : TestFilter
    {
        public override bool Match(ITest test) => test.ClassName is { } full && name.IsMatch(full);

        public override bool IsExplicitMatch(ITest test) => false;

        public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("class", name.ToString());
    }
}
