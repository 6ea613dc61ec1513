using System.Text.Json;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads a loss convention: a short form, or an object with kind and reduction.</summary>
internal static class LossReader
{
    private const string Expected = "a loss: half-sum-of-squares, mean-squared-error or { \"kind\": ..., \"reduction\": ... }";

    private static readonly FieldTable Fields = new("a loss", 2, "kind", "reduction", "delta");

    /// <summary>Reads a loss.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    public static Loss Read(ref JsonCursor cursor)
    {
        if (cursor.Kind == JsonTokenType.String)
        {
            string name = cursor.String(Expected);
            return ContractNames.ParseShortLoss(name) ?? throw Unknown(ref cursor, name);
        }

        cursor.RequireObject(Expected);
        return ReadObject(ref cursor);
    }

    private static Loss ReadObject(ref JsonCursor cursor)
    {
        int offset = cursor.Offset;
        LossTerm? term = null;
        Reduction reduction = default;
        double delta = 0;
        int deltaOffset = 0;
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            if (field == 0)
            {
                string name = cursor.String("a string: the kind of loss");
                term = LossTerm.Named(name) ?? throw NameReader.Unknown(ref cursor, "kind of loss", name, ContractNames.LossKinds);
            }
            else if (field == 2)
            {
                deltaOffset = cursor.Offset;
                delta = cursor.Number("a number: the parameter delta of the loss");
            }
            else
            {
                string name = cursor.String("a string: the reduction");
                reduction = ContractNames.ParseReduction(name)
                    ?? throw NameReader.Unknown(ref cursor, "reduction", name, ContractNames.Reductions);
            }
        }

        cursor.RequireFields(Fields, met, offset);
        return new Loss(met.Has(2) ? WithDelta(ref cursor, term!, delta, deltaOffset) : term!, reduction);
    }

    private static LossTerm WithDelta(ref JsonCursor cursor, LossTerm term, double delta, int offset)
    {
        if (term.Delta is null)
        {
            string taking = string.Join(" and ", LossTerm.All.Where(other => other.Delta is not null).Select(other => other.Name));
            throw cursor.FaultAt(offset, $"the loss {term.Name} takes no delta; only {taking} does. Delete delta or choose {taking}.");
        }

        return delta > 0
            ? term.WithDelta(delta)
            : throw cursor.FaultAt(offset, $"delta is {Wording.Number(delta)}; the delta of {term.Name} is a number above 0.");
    }

    private static FixtureException Unknown(ref JsonCursor cursor, string name)
    {
        if (LossTerm.Named(name) is not null)
        {
            return cursor.Fault(
                $"\"{name}\" is a kind of loss, which needs a reduction; write {{ \"kind\": \"{name}\", \"reduction\": ... }} with one "
                + $"of {Wording.List(ContractNames.Reductions)}.");
        }

        string? near = NearestName.Of(name, [.. ContractNames.ShortLosses, .. ContractNames.LossKinds]);
        string question = near is null ? "." : $"; did you mean \"{near}\"?";
        return cursor.Fault(
            $"unknown loss {Wording.Quote(name)}{question} The short forms are {Wording.List(ContractNames.ShortLosses)}; any other "
            + $"loss is an object with kind ({Wording.List(ContractNames.LossKinds)}) and reduction "
            + $"({Wording.List(ContractNames.Reductions)}).");
    }
}
