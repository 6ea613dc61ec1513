using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Answers the questions of peers.py, one line each, so that it can measure this program and its peers in turn.</summary>
internal static class Questions
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(30);
    private static readonly Dictionary<string, Measured> Ready = [];

    /// <summary>Answers until the input ends.</summary>
    /// <returns>The exit code.</returns>
    public static int Answer()
    {
        while (Console.In.ReadLine() is { } question)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Of(question):R}"));
        }

        return 0;
    }

    /// <summary>Microseconds, but for "peak", which are 10⁹ operations a second, and "allocated", which are bytes.</summary>
    private static double Of(string question) => question.Split(' ') switch
    {
        ["peak"] => PeakRate.Measure(),
        ["product", string shape] => Microseconds(question, () => Product(shape)),
        ["gradient", string widths, string samples] => Microseconds(question, () => Gradient(widths, samples)),
        ["allocated", string widths, string samples] => Allocated(Gradient(widths, samples)),
        ["diagnosis", string file] => Microseconds(question, () => Diagnosis(file)),
        _ => throw new ArgumentException($"This question is not known: {question}", nameof(question)),
    };

    private static Action Product(string text)
    {
        var shape = ProductShape.Parse(text);
        var random = new Random(1);
        double[] a = DrawnNetwork.Numbers(random, shape.Rows * shape.Inner, 1);
        double[] b = DrawnNetwork.Numbers(random, shape.Inner * shape.Columns, 1);
        double[] c = new double[shape.Rows * shape.Columns];
        return () => MatrixProduct.Default.Times(a, b, c, shape.Inner);
    }

    private static Action Gradient(string widths, string samples)
    {
        Backpropagation calculation = DrawnNetwork.Calculation(widths, int.Parse(samples, CultureInfo.InvariantCulture));
        return calculation.Run;
    }

    private static Action Diagnosis(string file)
    {
        Fixture fixture = FixtureReader.Read(file);
        var reference = new Reference(fixture, new BackpropagationEngine());
        var result = IndependentResult.Of(fixture.Expected[0]);
        return () =>
        {
            if (ResultComparer.Compare(reference, result).Findings.Count == 0)
            {
                throw new InvalidOperationException($"{file} has no cause to be found.");
            }
        };
    }

    private static double Allocated(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Microseconds(string question, Func<Action> prepare)
    {
        if (!Ready.TryGetValue(question, out Measured? measured))
        {
            Ready.Add(question, measured = Warm(prepare()));
        }

        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < measured.Repetitions; i++)
        {
            measured.Action();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / measured.Repetitions;
    }

    /// <summary>Does something until the compiler has compiled all of it for good: nothing new for a while.</summary>
    private static Measured Warm(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        long changed = start;
        long compiled = 0;
        do
        {
            action();
            if (JitInfo.GetCompiledMethodCount() is var methods && methods != compiled)
            {
                (compiled, changed) = (methods, Stopwatch.GetTimestamp());
            }
        }
        while (Stopwatch.GetElapsedTime(changed) < WarmUp && Stopwatch.GetElapsedTime(start) < Patience);

        int runs = 0;
        start = Stopwatch.GetTimestamp();
        do
        {
            action();
            runs++;
        }
        while (Stopwatch.GetElapsedTime(start) < Span);
        return new Measured(action, runs);
    }

    /// <summary>Something that is warm.</summary>
    /// <param name="Action">What is done.</param>
    /// <param name="Repetitions">How often, to be measured well.</param>
    private sealed record Measured(Action Action, int Repetitions);
}
