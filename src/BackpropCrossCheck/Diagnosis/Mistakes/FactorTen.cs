namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The decimal point is in a wrong place.</summary>
internal sealed class FactorTen : SlipOfThePen
{
    /// <summary>How far the point is looked for. One place is what people miss; more need more digits to be seen.</summary>
    private const int MostPlaces = 3;

    /// <inheritdoc/>
    public override string Cause => "factor-ten";

    /// <inheritdoc/>
    public override string Sentence => "the decimal point of a number is in the wrong place when it is written down";

    /// <inheritdoc/>
    public override string Advice => "Count the zeros after the point.";

    /// <inheritdoc/>
    public override string Signs => "One number is wrong, 0.25 for 0.025, and is 10, 100 or 1/10 of the right one.";

    /// <inheritdoc/>
    public override string? Shown(WrittenNumber number)
    {
        if (number.Units is not { } written)
        {
            return null;
        }

        for (int places = 1; places <= MostPlaces; places++)
        {
            // With one digit, or two and a point that is far off, other numbers look the same too often.
            int needed = places == 1 ? 2 : 3;
            foreach (double factor in (double[])[Math.Pow(10, places), Math.Pow(10, -places)])
            {
                foreach ((double right, long units) in number.Right.SelectMany(right => number.RightUnits.Select(units => (right, units))))
                {
                    bool isMoved = number.Rounded(right * factor) == written || units * factor == written;
                    if (isMoved && WrittenNumber.SignificantDigits(written) >= needed && WrittenNumber.SignificantDigits(units) >= needed)
                    {
                        return $"{number.Text(written)} is {number.Text(units)} with the point {places} "
                            + $"{(places == 1 ? "place" : "places")} further to the {(factor > 1 ? "right" : "left")}.";
                    }
                }
            }
        }

        return null;
    }
}
