using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>The runs of the golden reports. Their networks are made of relu, linear and small binary fractions, so that every machine gets
/// the same bits.</summary>
internal static class ReportCase
{
    public static IReadOnlyList<string> Names => ["pass", "fail", "undecidable", "error"];

    /// <summary>The fixtures of the cases are in the folder fixtures of a repository.</summary>
    public static ReportOptions Options { get; } = new(All: false, new SourceRoot(Root, Path.Combine(Root, "fixtures")));

    private static string Root => Path.Combine(Path.GetTempPath(), "repository");

    /// <summary>A report in a format.</summary>
    public static string Write(IReportFormat format, CheckReport report)
    {
        using var stream = new MemoryStream();
        format.Write(report, stream, Options);
        return Encoding.UTF8.GetString(stream.ToArray()).Replace(ToolVersion.Number, "VERSION", StringComparison.Ordinal);
    }

    /// <summary>Checks a case; files are named without their folder, so that reports are the same everywhere.</summary>
    public static async Task<CheckReport> CheckAsync(string name, int parallelism = 1)
    {
        using var run =
            new TestRun { Oracles = Oracles(name), Options = new CheckOptions { Parallelism = parallelism, Clock = new SteppingClock() } };
        CheckReport report = await Filled(run, name).CheckAsync();
        return report with
        {
            Fixtures = [.. report.Fixtures.Select(fixture => fixture with
            {
                File = Path.GetFileName(fixture.File),
                Error = fixture.Error is { } error
                    ? error with { Message = error.Message.Replace(run.Folder, "FOLDER", StringComparison.Ordinal) }
                    : null,
            })],
        };
    }

    private static TestRun Filled(TestRun run, string name) => name switch
    {
        "pass" => run.Add(Passing),
        "fail" => run.Add(Failing),
        "undecidable" => run.Add(Undecidable),
        _ => run.AddText("{ \"version\": 1,\n  \"name\": \"x\", \"layer\": [] }").Add(Undefined, Passing, Passing),
    };

    private static IReadOnlyList<IOracle> Oracles(string name) => name switch
    {
        "pass" => [new TestOracle("tensorflow-test")],
        "fail" =>
        [
            new TestOracle("tensorflow-test")
            {
                Status = new OracleStatus.Available("tensorflow-test", "2.0", [FloatFormat.Float32], ContractNames.Activations),
            },
            TestOracle.Planting("broken-oracle", NotFinite),
            new TestOracle("crashing-oracle") { Answer = (_, _) => new OracleAnswer.Failed("it ended with exit code 139 in the middle of "
                + "an answer; its last line of standard error was: Segmentation fault") },
            new TestOracle("missing-oracle") { Status = new OracleStatus.Unavailable("the program node is not found; install "
                + "Node.js 20 or later") },
        ],
        _ => [],
    };

    /// <summary>Everything agrees: a recorded entry in a convention that agrees by coincidence, a hand calculation with a blank, a training
    /// step.</summary>
    private static Fixture Passing
    {
        get
        {
            Fixture fixture = Network("passing") with { Training = new Training(0.5, 1, true) };
            TensorSet own = Planted.Calculate(fixture);
            TensorSet rounded = Planted.Changed(own, (_, values) => Array.ConvertAll(values, x => Math.Round(x, 1)));
            rounded.Set(fixture.Layout.Output(0), rounded[fixture.Layout.Output(0)]!, [false, true]);
            return fixture with
            {
                Expected =
                [
                    new ExpectedEntry("TensorFlow 2.15.1", EntryKind.Recorded, Loss.MeanSquaredError, NumberPrecision.Float32, own),
                    new ExpectedEntry("a person", EntryKind.Hand, fixture.Loss, new NumberPrecision.Decimals(1), rounded),
                ],
            };
        }
    }

    /// <summary>A wrong convention, a slip by hand, numbers that are not finite, an oracle that failed and one that is missing.</summary>
    private static Fixture Failing
    {
        get
        {
            Fixture fixture = Network("failing");
            TensorSet own = Planted.Calculate(fixture);
            TensorSet slip = Planted.Changed(own, (step, values) => step.Quantity == Quantity.Output ? values : null);
            return fixture with
            {
                Expected =
                [
                    new ExpectedEntry("a program", EntryKind.Recorded, fixture.Loss, NumberPrecision.Float64, Planted.Converted(own, 0.5)),
                    new ExpectedEntry(
                        "a person",
                        EntryKind.Hand,
                        fixture.Loss,
                        new NumberPrecision.Significant(3),
                        Planted.With(slip, fixture.Layout.Output(0), 1, 2.5)),
                ],
            };
        }
    }

    /// <summary>A relu unit 1e-9 below its kink, recorded in float32 on the other side, without the pre-activation that would
    /// tell.</summary>
    private static Fixture Undecidable
    {
        get
        {
            Fixture fixture = RandomFixture.OneLayer(
                [1, -1], new Relu(), [2, 0.5, 1 - 1e-9, 1], [1, 0.5], Loss.HalfSumOfSquares, samples: 2);
            fixture = fixture with { Name = "undecidable" };
            return fixture.Recording(
                Planted.With(
                    Planted.Only(Planted.Calculate(fixture), Quantity.Output, Quantity.Loss, Quantity.Delta),
                    fixture.Layout.Delta(0),
                    1,
                    -0.5),
                NumberPrecision.Float32,
                by: "TensorFlow 2.15.1");
        }
    }

    private static Fixture Undefined => new()
    {
        Name = "undefined",
        Network = new Network([new Layer(1, 2, [0.5, 1.5], null, new Linear())]),
        Batch = new Batch(1, [1], [0.25, 1]),
        Loss = new Loss(new BinaryCrossEntropy(), Reduction.Sum),
    };

    private static Fixture Network(string name) => new()
    {
        Name = name,
        Network = new Network(
        [
            new Layer(2, 2, [0.5, -0.25, 0.75, 1], [0.125, 0], new Relu()),
            new Layer(2, 2, [1, -0.5, 0.25, 2], null, new Linear()),
        ]),
        Batch = new Batch(1, [1, 2], [1, 1]),
        Loss = Loss.HalfSumOfSquares,
    };

    private static TensorSet NotFinite(TensorSet numbers)
    {
        TensorSet changed = Planted.With(numbers, numbers.Layout.WeightGradient(0), 0, double.NaN);
        changed = Planted.With(changed, numbers.Layout.WeightGradient(0), 1, double.PositiveInfinity);
        return Planted.With(changed, numbers.Layout.WeightGradient(1), 2, double.NegativeInfinity);
    }
}
