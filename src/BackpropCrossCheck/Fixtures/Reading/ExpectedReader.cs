using System.Text.Json;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads other people's and programs' results.</summary>
internal sealed class ExpectedReader
{
    /// <summary>The quantities by their fields. That of the weights stands for that of the bias too, which shares its field.</summary>
    private static readonly Quantity[] Given =
        [Quantity.Loss, .. Quantity.All.Where(quantity => quantity != Quantity.Loss && !quantity.IsBias)];

    private static readonly string[] OtherFields = ["by", "kind", "precision", "loss", "deltaSign"];
    private static readonly FieldTable Fields =
        new("an entry of expected", 3, [.. OtherFields, .. Given.Select(quantity => quantity.Field)]);

    private readonly TensorLayout _layout;
    private readonly Loss _loss;

    // The byte of the first value that requires training; −1 if there is none.
    private int _updatedOffset = -1;

    /// <summary>A reader for results of one calculation.</summary>
    /// <param name="layout">Its tensors.</param>
    /// <param name="loss">The fixture's loss.</param>
    public ExpectedReader(TensorLayout layout, Loss loss)
    {
        _layout = layout;
        _loss = loss;
    }

    /// <summary>Reads all entries.</summary>
    /// <param name="cursor">At the value; afterwards at its closing bracket.</param>
    public IReadOnlyList<ExpectedEntry> Read(ref JsonCursor cursor)
    {
        cursor.RequireArray("an array of results that others got");
        var entries = new List<ExpectedEntry>();
        while (cursor.NextElement())
        {
            entries.Add(ReadEntry(ref cursor));
        }

        return entries;
    }

    /// <summary>Checks that the fixture has a training if an entry gives numbers after training.</summary>
    /// <param name="cursor">For the error.</param>
    /// <param name="training">The fixture's training.</param>
    public void RequireTraining(ref JsonCursor cursor, Training? training)
    {
        if (_updatedOffset >= 0 && training is null)
        {
            throw cursor.FaultAt(
                _updatedOffset,
                "numbers after training are given here, but the fixture has no training; "
                    + "add \"training\": { \"learningRate\": ... } to it, or delete them.");
        }
    }

    /// <summary>Reads one entry.</summary>
    /// <param name="cursor">At the value; afterwards at its closing bracket.</param>
    public ExpectedEntry ReadEntry(ref JsonCursor cursor)
    {
        cursor.RequireObject("an object: the results of one person or program");
        int offset = cursor.Offset;
        string by = "";
        EntryKind kind = default;
        NumberPrecision? precision = null;
        Loss loss = _loss;
        var numbers = new PlacedNumbers(_layout);
        bool any = false;
        bool areNegative = false;
        FieldMarks met = default;
        cursor.NotFiniteAt = null;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            switch (field)
            {
                case 0:
                    by = NameReader.NonEmpty(ref cursor, "the name of the person or program that got the results");
                    break;
                case 1:
                    kind = NameReader.EntryKind(ref cursor);
                    break;
                case 2:
                    precision = PrecisionReader.Read(ref cursor);
                    break;
                case 3:
                    loss = ReadLoss(ref cursor);
                    break;
                case 4:
                    areNegative = NameReader.IsNegative(ref cursor);
                    break;
                default:
                    any |= ReadQuantity(ref cursor, field, numbers);
                    break;
            }
        }

        cursor.RequireFields(Fields, met, offset);
        if (kind == EntryKind.Hand && cursor.NotFiniteAt is { } notFinite)
        {
            throw cursor.FaultAt(
                notFinite,
                "only a recorded entry may hold \"NaN\" or \"Infinity\"; a person writes a number, or null where there is none.");
        }

        var entry = new ExpectedEntry(by, kind, loss, precision!, numbers.Values) { Offsets = numbers.Offsets };
        return any || kind == EntryKind.Hand
            ? areNegative ? entry.WithNegativeDeltas() : entry
            : throw cursor.FaultAt(
                offset,
                $"this recorded entry gives no number; it needs at least one of {Wording.List(Fields.Names.Skip(OtherFields.Length))}. "
                    + "Add one or delete the entry.");
    }

    private Loss ReadLoss(ref JsonCursor cursor)
    {
        int offset = cursor.Offset;
        Loss loss = LossReader.Read(ref cursor);
        return loss.IsSameFamily(_loss)
            ? loss
            : throw cursor.FaultAt(
                offset,
                $"the numbers of this entry are stated in {loss.Term}, but the loss of the fixture is "
                + $"{_loss.Term}: no factor leads from one to the other. State them in a loss of the same family, or "
                + "put them into a fixture of their own.");
    }

    private bool ReadQuantity(ref JsonCursor cursor, int field, PlacedNumbers numbers)
    {
        Quantity quantity = Given[field - OtherFields.Length];
        if (quantity.IsAfterTraining && _updatedOffset < 0 && cursor.Kind != JsonTokenType.Null)
        {
            _updatedOffset = cursor.Offset;
        }

        Step? Of(int layer) => _layout.Find(quantity, layer);
        return quantity.Rows == Axis.One ? ReadLossValue(ref cursor, Of(-1)!, numbers)
            : !quantity.IsOfLayer ? TensorReader.Read(ref cursor, Of(-1)!, numbers)
            : !quantity.IsWeights ? QuantityReader.Arrays(ref cursor, numbers, Fields.Names[field], Of)
            : QuantityReader.Parameters(ref cursor, numbers, Fields.Names[field], layer => Of(layer)!, BiasOf(quantity));
    }

    private Func<int, Step?> BiasOf(Quantity weights)
    {
        Quantity bias = Quantity.All.First(quantity => quantity.IsBias && quantity.Field == weights.Field);
        return layer => _layout.Find(bias, layer);
    }

    private static bool ReadLossValue(ref JsonCursor cursor, Step step, PlacedNumbers numbers)
    {
        if (cursor.Kind == JsonTokenType.Null)
        {
            numbers.Values.LeaveBlank(step);
            return false;
        }

        numbers.Offsets.Note(step, cursor.Offset);
        numbers.Values.Set(step, [cursor.Result("a number, or null where the loss is not given")]);
        return true;
    }
}
