using System.Globalization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A wrong number of a person's, digit by digit, next to the right ones that may have been meant: the one from their own earlier
/// numbers, and the true one, rounded or cut off.</summary>
internal sealed class WrittenNumber
{
    /// <summary>Beyond this a double does not hold every whole number.</summary>
    private const double MostUnits = 1e15;

    /// <summary>How far from a whole number of units a decimal fraction may be.</summary>
    private const double Slack = 1e-6;

    private readonly double _unit;

    /// <summary>The number.</summary>
    /// <param name="own">The person's calculation.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index.</param>
    public WrittenNumber(OwnSteps own, OwnStep step, int index)
    {
        Own = own;
        Step = step;
        Index = index;
        double[] right = own.Evidence.Correct.Numbers[step.Step] is { } correct
            ? [step.Expected[index], correct[index]]
            : [step.Expected[index]];
        Right = [.. right.Where(value => value * Given > 0)];
        _unit = Digits.Unit(own.Evidence.Other.PrecisionOf(step.Step), step.Expected[index]);
        Units = UnitsOf(Given);
        RightUnits =
        [
            .. Right.Select(value => Math.Abs(value) / _unit).Where(units => units < MostUnits)
                .SelectMany(Whole).Where(units => units != Units).Distinct(),
        ];
    }

    /// <summary>The person's calculation.</summary>
    public OwnSteps Own { get; }

    /// <summary>The step that it belongs to.</summary>
    public OwnStep Step { get; }

    /// <summary>Its row-major index.</summary>
    public int Index { get; }

    /// <summary>What the person wrote.</summary>
    public double Given => Step.Given[Index];

    /// <summary>What may have been meant, not rounded. All have the sign of what was written.</summary>
    public IReadOnlyList<double> Right { get; }

    /// <summary>Its magnitude in units of the last digit; null if it has more digits than were asked for, or is 0.</summary>
    public long? Units { get; }

    /// <summary>The magnitudes of what may have been meant, in the same units.</summary>
    public IReadOnlyList<long> RightUnits { get; }

    /// <summary>A magnitude in units of the last digit; null if it is no whole number of them, or 0.</summary>
    /// <param name="value">The number.</param>
    public long? UnitsOf(double value)
    {
        double units = Math.Abs(value) / _unit;
        return units is > 0.5 and < MostUnits && Math.Abs(units - Math.Round(units)) <= Slack ? (long)Math.Round(units) : null;
    }

    /// <summary>A magnitude rounded to whole units.</summary>
    /// <param name="value">The number.</param>
    public double Rounded(double value) => Math.Round(Math.Abs(value) / _unit);

    /// <summary>Whether it has a single digit that is not the right one: a slip of the pen too, though nothing shows which.</summary>
    public bool IsOneDigitOff
    {
        get
        {
            string? written = Units?.ToString(CultureInfo.InvariantCulture);
            return written is not null && RightUnits.Select(units => units.ToString(CultureInfo.InvariantCulture))
                .Any(right => right.Length == written.Length && right.Zip(written).Count(pair => pair.First != pair.Second) == 1);
        }
    }

    /// <summary>A number of units as the person would write it.</summary>
    /// <param name="units">The units.</param>
    public string Text(long units)
    {
        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(_unit) + Slack), 0, 15);
        return (Math.Sign(Given) * units * _unit).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>A number of units rounded, up as well where it is half-way, and cut off.</summary>
    private static IEnumerable<long> Whole(double units)
        => [(long)Math.Round(units), (long)Math.Floor(units), (long)Math.Floor(units + 0.5 + Slack)];

    /// <summary>How many digits a number of units has, zeros at the end aside.</summary>
    /// <param name="units">The units.</param>
    public static int SignificantDigits(long units) => units.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length;
}
