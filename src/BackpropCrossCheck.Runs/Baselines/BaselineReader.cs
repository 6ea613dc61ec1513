using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Reads a baseline, without correcting or guessing anything.</summary>
internal sealed class BaselineReader
{
    private readonly BaselineLines _lines;
    private readonly Dictionary<string, BaselineOracle> _oracles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BaselineFixture> _fixtures = new(StringComparer.Ordinal);

    private BaselineReader(BaselineLines lines) => _lines = lines;

    private BaselineLine Line => _lines.Current;

    /// <summary>Reads a baseline from a file.</summary>
    /// <exception cref="FormatException">The file cannot be read or is not a baseline.</exception>
    public static Baseline Read(string file, int limit = InputFile.DefaultLimit)
        => new BaselineReader(BaselineLines.Of(file, limit)).Read();

    /// <summary>Reads a baseline from memory.</summary>
    /// <exception cref="FormatException">The bytes are not a baseline.</exception>
    public static Baseline Read(ReadOnlySpan<byte> utf8, string file) => new BaselineReader(BaselineLines.Of(file, utf8)).Read();

    private Baseline Read()
    {
        ReadTitle();
        Line.Require(0, "tool");
        string tool = Line.Quoted(1, "the version of the program");
        NextAfter(2);
        Line.Require(0, "machine");
        var machine = new Machine(
            Line.Quoted(1, "the operating system"), Line.Quoted(2, "the architecture"), Line.Quoted(3, "the runtime"));
        NextAfter(4);
        Line.Require(0, "precision");
        FloatFormat? format = Line[1] == "finest" ? null : Format(1, "finest, float32 or float64");
        NextAfter(2);
        while (Line[0] == "oracle")
        {
            ReadOracle();
        }

        while (Line[0] == "fixture")
        {
            ReadFixture();
        }

        Line.Require(0, BaselineWriter.End);
        NextAfter(1);
        if (Line.Count > 0)
        {
            throw Line.Fault(0, $"found {Wording.Quote(Line[0])} after the line \"{BaselineWriter.End}\", expected the end of the file.");
        }

        return new Baseline
        {
            Tool = tool,
            Machine = machine,
            Format = format,
            Oracles = [.. _oracles.Values],
            Fixtures = [.. _fixtures.Values],
        };
    }

    private void ReadTitle()
    {
        if (Line.Text != BaselineWriter.Title)
        {
            throw Line.Fault(
                0,
                $"found {Wording.Quote(Line.Text)}, expected \"{BaselineWriter.Title}\": "
                    + "this is not a baseline, or one of another version of the format.");
        }

        _lines.Next();
    }

    private void ReadOracle()
    {
        string name = Line.Quoted(1, "the oracle's name");
        Line.Require(2, "version");
        string version = Line.Quoted(3, "the oracle's version");
        Line.Require(4, "asked");
        if (!_oracles.TryAdd(name, new BaselineOracle(name, version, Line.Quoted(5, "what the oracle was asked for by"))))
        {
            throw Line.Fault(1, $"the oracle {Wording.Quote(name)} occurs here a second time.");
        }

        NextAfter(6);
    }

    private void ReadFixture()
    {
        BaselineLine heading = Line;
        string name = Line.Quoted(1, "the fixture's name");
        NextAfter(2);
        Line.Require(0, "file");
        string file = Line.Quoted(1, "the fixture's file");
        NextAfter(2);
        Line.Require(0, "calculation");
        string calculation = Line.Count < 2 ? throw Line.Mismatch(1, "the digest of the calculation") : Line[1];
        NextAfter(2);
        Line.Require(0, "samples");
        int samples = Line.Positive(1, "the number of samples");
        NextAfter(2);
        var layers = new List<LayerShape>();
        do
        {
            layers.Add(ReadLayer());
        }
        while (Line[0] == "layer");
        var layout = new TensorLayout(samples, layers, withOptional: true);
        var fixture = new BaselineFixture(name, file, calculation, layout, [.. ReadResults(layout)]);
        if (!_fixtures.TryAdd(name, fixture))
        {
            throw heading.Fault(1, $"the fixture {Wording.Quote(name)} occurs here a second time.");
        }
    }

    private LayerShape ReadLayer()
    {
        Line.Require(0, "layer");
        var shape = new LayerShape(Line.Positive(2, "the number of inputs"), Line.Positive(1, "the number of units"), Line.Count > 3)
        {
            SharesBias = Line.Count > 4,
        };
        if (shape.HasBias)
        {
            Line.Require(3, "bias");
        }

        if (shape.SharesBias)
        {
            Line.Require(4, "shared");
        }

        NextAfter(shape.SharesBias ? 5 : 4);
        return shape;
    }

    private IEnumerable<BaselineResult> ReadResults(TensorLayout layout)
    {
        Line.Require(0, BaselineResult.Engine);
        FloatFormat engine = Format(1, "float32 or float64");
        NextAfter(2);
        yield return new BaselineResult(null, engine, BaselineNumbers.Read(_lines, layout), null);
        var met = new HashSet<string>(StringComparer.Ordinal);
        while (Line[0] == "oracle")
        {
            string name = Line.Quoted(1, "the oracle's name");
            if (!_oracles.ContainsKey(name))
            {
                throw Line.Fault(1, $"the oracle {Wording.Quote(name)} is not among those at the beginning of the file.");
            }

            if (!met.Add(name))
            {
                throw Line.Fault(1, $"the oracle {Wording.Quote(name)} has numbers here a second time.");
            }

            yield return ReadResult(name, layout);
        }
    }

    private BaselineResult ReadResult(string name, TensorLayout layout)
    {
        if (Line[2] == "without")
        {
            string reason = Line.Quoted(3, "why there are no numbers");
            NextAfter(4);
            return new BaselineResult(name, FloatFormat.Float64, null, reason);
        }

        FloatFormat format = Format(2, "float32, float64 or without");
        NextAfter(3);
        return new BaselineResult(name, format, BaselineNumbers.Read(_lines, layout), null);
    }

    private FloatFormat Format(int word, string expected)
        => Line[word] == ContractWords.Of(FloatFormat.Float32) ? FloatFormat.Float32
            : Line[word] == ContractWords.Of(FloatFormat.Float64) ? FloatFormat.Float64
            : throw Line.Mismatch(word, expected);

    private void NextAfter(int words)
    {
        Line.EndsAfter(words);
        _lines.Next();
    }
}
