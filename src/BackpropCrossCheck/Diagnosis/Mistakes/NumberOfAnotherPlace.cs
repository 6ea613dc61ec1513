using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another number of the sheet is written here.</summary>
internal sealed class NumberOfAnotherPlace : SlipOfThePen
{
    /// <summary>Any number may stand in the wrong place, so it takes more to tell it from chance.</summary>
    private const double EnoughBitsHere = EnoughBits + 2;

    /// <inheritdoc/>
    public override string Cause => "number-of-another-place";

    /// <inheritdoc/>
    public override string Sentence => "another number of the sheet is written here";

    /// <inheritdoc/>
    public override string Advice => "Compare the units, samples and layers that the two stand for.";

    /// <inheritdoc/>
    public override string Signs => "One number is wrong, and has all the digits of a right one that belongs elsewhere.";

    /// <inheritdoc/>
    public override string? Shown(WrittenNumber number)
    {
        // A loss that equals an output is another loss, |y − t| with t = 0, before it is a number from elsewhere.
        if (number.Units is not { } written || number.Step.Layer < 0)
        {
            return null;
        }

        // The nearer a place is, the more likely it is to be mistaken, and the fewer others there are.
        Step step = number.Step.Step;
        Func<Step, int, bool>[] circles =
        [
            (other, _) => other == step,
            (other, index) => other.Layer == step.Layer && index == number.Index
                && other.Rows == step.Rows && other.Columns == step.Columns,
            (_, _) => true,
        ];
        foreach (Func<Step, int, bool> circle in circles)
        {
            (Step Step, int Index, double Value)[] others =
                [.. Sheet(number).Where(place => !(place.Step == step && place.Index == number.Index) && circle(place.Step, place.Index))];
            double ways = others.Select(place => number.Rounded(place.Value)).Distinct().Count();
            double bits = Math.Log2(written) - Math.Log2(Math.Max(ways, 1));
            int found = Array.FindIndex(
                others, place => number.Rounded(place.Value) == written && place.Value * number.Given > 0);
            if (found >= 0 && bits >= EnoughBitsHere && WrittenNumber.SignificantDigits(written) > 2)
            {
                return $"{number.Text(written)} is what belongs at {NumberPlace.Of(others[found].Step, others[found].Index)}.";
            }
        }

        return null;
    }

    /// <summary>Every right number of the calculation, and the person's own before this one; those after it may follow from it.</summary>
    private static IEnumerable<(Step Step, int Index, double Value)> Sheet(WrittenNumber number)
    {
        TensorSet given = number.Own.Given;
        foreach (Step step in given.Layout.Steps)
        {
            double[]? right = number.Own.Evidence.Correct.Numbers[step];
            for (int i = 0; i < step.Length && right is not null; i++)
            {
                yield return (step, i, right[i]);
                if (step.Index <= number.Step.Step.Index && given.Has(step, i))
                {
                    yield return (step, i, given[step]![i]);
                }
            }
        }
    }
}
