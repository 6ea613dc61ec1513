using System.Text.Json;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the fields of a fixture in any order, and checks that they match.</summary>
internal ref struct FixtureParts
{
    private const int SupportedVersion = 1;
    private const int ExpectedField = 9;

    private static readonly FieldTable Fields = new(
        "a fixture", 6, "version", "name", "layers", "inputs", "labels", "loss",
        "description", "source", "training", "expected", "tolerance", "regularization", "$schema");

    private FieldMarks _met;
    private string? _name;
    private string? _description;
    private string? _source;
    private Network? _network;
    private List<(int Weights, int Bias)>? _layerOffsets;
    private int _lossOffset;
    private NumberRows _inputs;
    private NumberRows _labels;
    private Loss _loss;
    private Training? _training;
    private Tolerance? _tolerance;
    private Regularization? _regularization;
    private IReadOnlyList<ExpectedEntry>? _expected;
    private ExpectedReader? _entries;
    private TensorLayout? _layout;
    private JsonCursor _expectedLater;
    private Batch? _batch;

    /// <summary>Reads a fixture.</summary>
    /// <param name="cursor">Before the first token; afterwards after the last.</param>
    /// <param name="file">The file, as given.</param>
    public static Fixture Read(ref JsonCursor cursor, string file)
    {
        cursor.Read();
        cursor.RequireObject("an object, { ... }: a fixture");
        int offset = cursor.Offset;
        FixtureParts parts = default;
        while (cursor.NextField(Fields, ref parts._met, out int field))
        {
            parts.ReadField(ref cursor, field);
        }

        cursor.Read();
        cursor.RequireFields(Fields, parts._met, offset);
        return parts.Assemble(ref cursor, file);
    }

    private void ReadField(ref JsonCursor cursor, int field)
    {
        switch (field)
        {
            case 0:
                CheckVersion(ref cursor);
                break;
            case 1:
                _name = NameReader.NonEmpty(ref cursor, "the name of the fixture");
                break;
            case 2:
                _layerOffsets = [];
                _network = LayerReader.Read(ref cursor, _layerOffsets);
                break;
            case 3:
                _inputs = NumberArrayReader.Rows(ref cursor, "inputs", "one number for each input of layer 1");
                break;
            case 4:
                _labels = LabelReader.Read(ref cursor);
                break;
            case 5:
                _lossOffset = cursor.Offset;
                _loss = LossReader.Read(ref cursor);
                break;
            case 6:
                _description = cursor.String("a string: the description");
                break;
            case 7:
                _source = cursor.String("a string: the source of the numbers");
                break;
            case 8:
                _training = TrainingReader.Read(ref cursor);
                break;
            case ExpectedField:
                MeetExpected(ref cursor);
                break;
            case 10:
                _tolerance = ToleranceReader.Read(ref cursor);
                break;
            case 11:
                _regularization = RegularizationReader.Read(ref cursor);
                break;
            default:
                _ = cursor.String("a string: the address of the schema");
                break;
        }
    }

    private static void CheckVersion(ref JsonCursor cursor)
    {
        if (cursor.Kind != JsonTokenType.Number)
        {
            throw cursor.WrongKind($"a number: the version of the format, {SupportedVersion}");
        }

        if (cursor.Number() != SupportedVersion)
        {
            throw cursor.Fault(
                $"version {Wording.Shorten(cursor.Written)} of the format is not supported; this program reads version "
                + $"{SupportedVersion}. Use a newer program, or write the fixture in version {SupportedVersion}.");
        }
    }

    // The shapes of the entries follow from the other parts. Entries that come before them are read once those are there.
    private void MeetExpected(ref JsonCursor cursor)
    {
        if (_met.Has(2) && _met.Has(3) && _met.Has(4) && _met.Has(5))
        {
            _batch = FixtureShapes.Batch(ref cursor, _network!, _inputs, _labels, _loss);
            ReadExpected(ref cursor);
            return;
        }

        _expectedLater = cursor;
        cursor.KeepText();
        cursor.Skip();
    }

    private void ReadExpected(ref JsonCursor cursor)
    {
        _layout = Fixture.LayoutOf(_network!, _batch!, withOptional: true);
        _entries = new ExpectedReader(_layout, _loss);
        _expected = _entries.Read(ref cursor);
    }

    private Fixture Assemble(ref JsonCursor cursor, string file)
    {
        _batch ??= FixtureShapes.Batch(ref cursor, _network!, _inputs, _labels, _loss);
        if (_met.Has(ExpectedField) && _expected is null)
        {
            ReadExpected(ref _expectedLater);
        }

        _entries?.RequireTraining(ref cursor, _training);
        var fixture = new Fixture
        {
            Name = _name!,
            Description = _description,
            Source = _source,
            File = file,
            Network = _network!,
            Batch = _batch,
            Loss = _loss,
            Regularization = _regularization ?? Regularization.None,
            Training = _training,
            Expected = _expected ?? [],
            Tolerance = _tolerance,
            Offsets = new NetworkOffsets(_lossOffset, _layerOffsets!),
        };
        return _layout is null ? fixture : fixture.WithLayout(_layout);
    }
}
