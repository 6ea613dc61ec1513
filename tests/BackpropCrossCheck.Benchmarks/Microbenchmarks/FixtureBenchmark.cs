using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BenchmarkDotNet.Attributes;

namespace BackpropCrossCheck.Benchmarks.Microbenchmarks;

/// <summary>What the program does with a small fixture, in parts: it reads, calculates, judges by both rules, and looks for
/// causes.</summary>
public class FixtureBenchmark
{
    private byte[] _text = [];
    private Fixture _fixture = null!;
    private KnownEngine _engine = null!;
    private Reference _reference = null!;
    private IndependentResult _result = null!;
    private Reference _failingReference = null!;
    private IndependentResult _failing = null!;

    /// <summary>Reads the fixtures.</summary>
    [GlobalSetup]
    public void Read()
    {
        string path = RepositoryFile.Of("fixtures/paper/paper-section-6.json");
        _text = File.ReadAllBytes(path);
        _fixture = FixtureReader.Read(path);
        TensorSet numbers = new BackpropagationEngine().Calculate(_fixture);
        _engine = new KnownEngine(numbers);
        _reference = new Reference(_fixture, _engine);
        _reference.AllowedAgainst(FloatFormat.Float32);
        _result = new IndependentResult("program", ResultKind.Recorded, NumberPrecision.Float32, _fixture.Loss, numbers);
        Fixture failing = FixtureReader.Read(RepositoryFile.Of("tests/MustFail/transposed-gradient.json"));
        _failingReference = new Reference(failing, new BackpropagationEngine());
        _failing = IndependentResult.Of(failing.Expected[0]);
    }

    /// <summary>The reader.</summary>
    [Benchmark]
    public object Reader() => FixtureReader.Read(_text, "paper-section-6.json");

    /// <summary>The engine, with its buffers and its table of numbers.</summary>
    [Benchmark]
    public object Engine() => new BackpropagationEngine().Calculate(_fixture);

    /// <summary>The rounding analysis of the whole calculation.</summary>
    [Benchmark]
    public object Rule() => new Reference(_fixture, _engine).AllowedAgainst(FloatFormat.Float32);

    /// <summary>The steps, judged from the other side's own numbers.</summary>
    [Benchmark]
    public object Steps() => StepRule.Judge(
        _reference, _result, FloatFormat.Float32, KinkDerivative.TensorFlow, PrintedDigits.Of(_result, FloatFormat.Float32));

    /// <summary>A whole comparison with numbers that agree.</summary>
    [Benchmark]
    public object Comparison() => ResultComparer.Judge(_reference, _result);

    /// <summary>A whole comparison with a transposed gradient, its causes included.</summary>
    [Benchmark]
    public object Diagnosis() => ResultComparer.Compare(_failingReference, _failing).Findings.Count;
}
