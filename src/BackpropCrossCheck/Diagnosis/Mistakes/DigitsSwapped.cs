using System.Globalization;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Two digits change places.</summary>
internal sealed class DigitsSwapped : SlipOfThePen
{
    /// <inheritdoc/>
    public override string Cause => "digits-swapped";

    /// <inheritdoc/>
    public override string Sentence => "two neighbouring digits of a number are exchanged when it is written down";

    /// <inheritdoc/>
    public override string Advice => "Compare the digits with those of the calculator.";

    /// <inheritdoc/>
    public override string Signs => "One number is wrong, 0.654 for 0.645, and has the digits of the right one.";

    /// <inheritdoc/>
    public override string? Shown(WrittenNumber number)
    {
        foreach (long right in number.RightUnits)
        {
            char[] digits = right.ToString(CultureInfo.InvariantCulture).ToCharArray();
            for (int i = 0; i + 1 < digits.Length; i++)
            {
                (digits[i], digits[i + 1]) = (digits[i + 1], digits[i]);
                if (number.Units == long.Parse(digits, CultureInfo.InvariantCulture))
                {
                    return $"{number.Text(number.Units.Value)} has two digits of {number.Text(right)} exchanged.";
                }

                (digits[i], digits[i + 1]) = (digits[i + 1], digits[i]);
            }
        }

        return null;
    }
}
