using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The numbers are printed with few digits.</summary>
internal sealed class PrintedWithFewDigits : NumberMistake
{
    /// <inheritdoc/>
    public override string Cause => Name;

    /// <inheritdoc/>
    public override string Sentence => "everything is right, and printed with few significant digits";

    /// <inheritdoc/>
    public override string Advice
        => "State the precision as that many significant digits, or print all digits: 9 for float32, 17 for float64.";

    /// <inheritdoc/>
    public override string Signs => "No number needs more than a few significant digits, and each is ours rounded to them.";

    /// <inheritdoc/>
    public override string ArgumentWord => "digits";

    private const string Name = "printed-digits";
    private const int Least = 5;
    private const int MostOfFloat32 = 7;
    private const int MostOfFloat64 = 14;

    /// <summary>Whether a finding is this mistake.</summary>
    /// <param name="finding">The finding.</param>
    public static bool Is(Finding finding) => finding.Cause == Name;

    /// <inheritdoc/>
    public override Finding? FindingIn(Reference reference, Evidence evidence, OwnSteps? own)
    {
        double[] fractions = [.. evidence.Tensors.SelectMany(evidence.Stated)
            .Where(value => double.IsFinite(value) && value != Math.Truncate(value))];
        FloatFormat format = evidence.Other.Format ?? FloatFormat.Float64;
        int most = evidence.Other.Format == FloatFormat.Float64 ? MostOfFloat64 : MostOfFloat32;
        int digits = fractions.Select(value => PrintedDigits.Of(value, format)).DefaultIfEmpty(0).Max();
        return evidence.Other.Format is not null && fractions.Length >= Least && digits <= most
            && evidence.Tensors.All(tensor => IsRounded(evidence, tensor, digits))
            ? Found(
                new FindingArgument.Number(digits),
                $"Every number is ours, printed with {Wording.Count(digits, "significant digit", "significant digits")}. {Advice}")
            : null;
    }

    private static bool IsRounded(Evidence evidence, TensorComparison tensor, int digits)
    {
        double[] given = evidence.Given(tensor);
        double[] right = evidence.CorrectNumbers(tensor)!;
        var precision = new NumberPrecision.Significant(digits);
        return Enumerable.Range(0, given.Length).Where(i => Evidence.Counts(tensor, i)).All(i =>
            Math.Abs(given[i] - right[i]) <= (Digits.Unit(precision, right[i]) * (0.5 + Digits.Slack)) + evidence.Uncertainty(tensor, i));
    }
}
