using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Finds out whether a person wrote every number with fewer digits than asked for.</summary>
internal static class WrittenDigits
{
    /// <summary>Of fewer numbers than these, all may end with a zero by chance.</summary>
    private const int EnoughNumbers = 3;

    /// <summary>The digits that every number has, if they are fewer than asked for; else null. Nobody calculates with whole numbers
    /// alone.</summary>
    /// <param name="asked">The digits asked for.</param>
    /// <param name="tensors">The numbers.</param>
    /// <param name="given">The same, in the person's own convention.</param>
    public static NumberPrecision? FewerThan(NumberPrecision asked, IReadOnlyList<TensorComparison> tensors, TensorSet given)
    {
        double[] numbers =
        [
            .. tensors.SelectMany(tensor => Enumerable.Range(0, tensor.Step.Length)
                .Where(i => given.Has(tensor.Step, i)).Select(i => given[tensor.Step]![i])).Where(number => number != 0),
        ];
        return numbers.Length < EnoughNumbers ? null
            : Fewer(asked).FirstOrDefault(precision => Array.TrueForAll(numbers, number => Has(precision, number)));
    }

    private static bool Has(NumberPrecision precision, double number)
    {
        double units = number / Digits.Unit(precision, number);
        return Math.Abs(units - Math.Round(units)) <= Digits.Slack + (Math.Abs(units) * Math.ScaleB(1, -50));
    }

    /// <summary>From the fewest digits to the most.</summary>
    private static IEnumerable<NumberPrecision> Fewer(NumberPrecision asked) => asked switch
    {
        NumberPrecision.Decimals { Count: > 1 } decimals =>
            Enumerable.Range(0, decimals.Count).Select(count => new NumberPrecision.Decimals(count)),
        NumberPrecision.Significant { Count: > 1 } significant =>
            Enumerable.Range(1, significant.Count - 1).Select(count => new NumberPrecision.Significant(count)),
        _ => [],
    };
}
