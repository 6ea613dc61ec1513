using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Tests a mistake: does it produce the other side's numbers, and is that more than chance?</summary>
/// <param name="evidence">The numbers to be explained.</param>
/// <param name="rule">The rule that judged the numbers.</param>
internal sealed class Trial(Evidence evidence, AcceptanceRule rule)
{
    /// <summary>A number that is off by more than this many units of rounding, relative to the tensor's largest number, needs no closer
    /// look.</summary>
    private const double QuickUnits = 16384;

    private readonly TensorSizes[] _sizes = TensorSizes.Of(evidence);
    private double[] _quick = [];

    /// <summary>The share of the differing numbers that the mistake explains; 0 if the mistake is ruled out.</summary>
    /// <param name="suspicion">The mistake.</param>
    /// <returns>1 if it explains every number. Less if something else is wrong too, after the first tensor with a differing number; right
    /// numbers must stay right even then. Rounded intermediate results and fitted parameters explain some numbers too easily, so for them
    /// it is all or nothing.</returns>
    public double Share(Suspicion suspicion)
    {
        if (evidence.Order(suspicion) > evidence.FirstOrder)
        {
            return 0;
        }

        double share = Share(suspicion, follow: false);
        return share == 0 && evidence.IsByHand ? Share(suspicion, follow: true) : share;
    }

    private double Share(Suspicion suspicion, bool follow)
    {
        bool isAlone = suspicion.IsFitted || suspicion.Form != ResultForm.Exact;
        TensorSet? mistaken = null;
        TensorSet? allowed = null;
        bool Look(TensorComparison tensor, double[] numbers)
        {
            Span<double> quick = Quick(tensor.Step.Length);
            if (!IsWithin(suspicion, tensor, numbers, isAlone, quick))
            {
                return false;
            }

            mistaken ??= new TensorSet(evidence.Fixture.Layout);
            allowed ??= new TensorSet(evidence.Fixture.Layout);
            // Nobody changes the right numbers, so that they need no copy.
            mistaken.Set(tensor.Step, ReferenceEquals(numbers, evidence.CorrectNumbers(tensor)) ? numbers : [.. numbers]);
            allowed.Set(tensor.Step, quick.ToArray());
            return true;
        }

        if (!Retracing.Run(evidence, suspicion, Look, follow) || mistaken is null || allowed is null)
        {
            return 0;
        }

        if (evidence.Tensors.Any(tensor => mistaken[tensor.Step] is null))
        {
            // With softmax in place of another activation there is no h' to compare.
            return 0;
        }

        if (IsMeasured(suspicion))
        {
            if (!IsCloser(mistaken)
                || MeasuredAllowance.Of(evidence, suspicion, mistaken, evidence.Other.Format!.Value.Rounding) is not { } measured
                || !evidence.Tensors.All(tensor => Fits(tensor, mistaken[tensor.Step]!, measured[tensor.Step]!, isAlone)))
            {
                return 0;
            }

            allowed = measured;
        }

        double share = ExplainedShare(mistaken, allowed);
        return SaysEnough(suspicion, allowed, mistaken, share) ? share : 0;
    }

    /// <summary>Whether a number is much closer to the mistaken one than to the right one, as those that are evidence must be. It takes
    /// much longer to measure what is allowed.</summary>
    private bool IsCloser(TensorSet mistaken) => evidence.Tensors.Any(tensor =>
    {
        double[] given = evidence.Given(tensor);
        double[] right = evidence.CorrectNumbers(tensor)!;
        double[] numbers = mistaken[tensor.Step]!;
        return Enumerable.Range(0, given.Length).Any(i => Evidence.Counts(tensor, i)
            && !(Math.Abs(numbers[i] - given[i]) > Math.Abs(right[i] - given[i]) / 2));
    });

    private double ExplainedShare(TensorSet mistaken, TensorSet allowed)
    {
        int differing = 0;
        int explained = 0;
        foreach (TensorComparison tensor in evidence.Tensors)
        {
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                if (tensor.Verdicts[i] == NumberVerdict.Differs)
                {
                    differing++;
                    explained += Fits(tensor, i, mistaken[tensor.Step]!, allowed[tensor.Step]!) ? 1 : 0;
                }
            }
        }

        return (double)explained / differing;
    }

    private bool IsMeasured(Suspicion suspicion) => rule is RoundingRule && suspicion.Form == ResultForm.Exact;

    private bool Fits(TensorComparison tensor, double[] mistaken, double[] allowed, bool isAlone)
    {
        for (int i = 0; i < tensor.Step.Length; i++)
        {
            if (MustFit(tensor, i, isAlone) && !Fits(tensor, i, mistaken, allowed))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the mistake must explain a number. Unless it has to explain all alone, something else may be wrong with those that
    /// differ after the first tensor.</summary>
    private bool MustFit(TensorComparison tensor, int index, bool isAlone) => Evidence.Counts(tensor, index)
        && (isAlone || Evidence.Order(tensor) <= evidence.FirstOrder || tensor.Verdicts[index] != NumberVerdict.Differs);

    private bool Fits(TensorComparison tensor, int index, double[] mistaken, double[] allowed)
        => Fits(evidence.Given(tensor)[index], mistaken[index], allowed[index]);

    private static bool Fits(double given, double mistaken, double allowed)
        => mistaken == given || Math.Abs(mistaken - given) <= allowed;

    /// <summary>Room for what is allowed of one tensor; the next call overwrites it.</summary>
    private Span<double> Quick(int length)
    {
        if (_quick.Length < length)
        {
            _quick = new double[length];
        }

        return _quick.AsSpan(0, length);
    }

    /// <summary>Whether a tensor's numbers fit those of the other side. Most mistakes end here, at one of the first numbers.</summary>
    /// <param name="suspicion">The mistake.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="mistaken">Its numbers with the mistake.</param>
    /// <param name="isAlone">Whether all that differs must be explained.</param>
    /// <param name="allowed">Overwritten: the allowed difference between the mistaken calculation and the other side's numbers, in its
    /// convention; complete only if the numbers fit. It is exact if the rule does not depend on the calculation; otherwise rough, and
    /// measured once the mistake fits.</param>
    private bool IsWithin(Suspicion suspicion, TensorComparison tensor, double[] mistaken, bool isAlone, Span<double> allowed)
    {
        double[] given = evidence.Given(tensor);
        bool hasDigits = rule is DigitsRule or RoundingRule && evidence.Other.HasDigits(tensor.Step);
        bool isMeasured = IsMeasured(suspicion);
        // Where terms cancel, both are much smaller than the terms; the right numbers give an idea of their size.
        TensorSizes sizes = _sizes[tensor.Step.Index];
        double largest = Math.Max(isMeasured ? sizes.Right : 0, Math.Max(TensorSizes.Largest(mistaken), sizes.Given));
        double units = hasDigits ? QuickUnits * FormatRounding.Float64.UnitRoundoff * largest
            : rule is RoundingRule ? (isMeasured ? QuickUnits : 64) * evidence.Other.Format!.Value.Rounding.UnitRoundoff * largest
            : 0;
        double restated = evidence.Restated(tensor.Step);
        for (int i = 0; i < allowed.Length; i++)
        {
            allowed[i] = hasDigits ? DigitsAllowance(tensor.Step, given[i], mistaken[i]) + units
                : rule is RoundingRule ? units
                : tensor.Allowed[i] * restated;
            if (MustFit(tensor, i, isAlone) && !Fits(given[i], mistaken[i], allowed[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Half a unit of the last digit; a whole one for a person who may have cut off.</summary>
    private double DigitsAllowance(Step step, double given, double mistaken)
    {
        double half = Digits.Unit(evidence.Other.PrecisionOf(step), given) * (0.5 + Digits.Slack);
        bool mayBeCutOff = evidence.Other.Kind == ResultKind.Hand && Math.Abs(given) <= Math.Abs(mistaken);
        return mayBeCutOff ? 2 * half : half;
    }

    /// <summary>Whether the numbers that the mistake explains and the correct calculation does not are too many, or too far off, for
    /// chance. A fitted parameter uses up one of them.</summary>
    private bool SaysEnough(Suspicion suspicion, TensorSet allowed, TensorSet mistaken, double share)
    {
        double bits = 0;
        double largest = 0;
        foreach (TensorComparison tensor in evidence.Tensors)
        {
            double[] given = evidence.Given(tensor);
            double[] right = evidence.CorrectNumbers(tensor)!;
            for (int i = 0; i < given.Length; i++)
            {
                double margin = allowed[tensor.Step]![i];
                double correct = Math.Abs(right[i] - given[i]);
                if (!Evidence.Counts(tensor, i) || correct <= margin || !Fits(tensor, i, mistaken[tensor.Step]!, allowed[tensor.Step]!))
                {
                    continue;
                }

                // The mistaken number must be much closer than the right one; otherwise the rule's own allowance would accept numbers that
                // are merely less wrong.
                if (rule is not DigitsRule && Math.Abs(mistaken[tensor.Step]![i] - given[i]) > correct / 2)
                {
                    return false;
                }

                double hit = evidence.Hit(tensor.Step, Math.Abs(mistaken[tensor.Step]![i] - given[i]), margin, given[i]);
                double most = evidence.MostBits(given[i]);
                double own = double.IsFinite(correct) && hit > 0 ? Math.Min(Math.Log2(correct / hit), most) : most;
                bits += own;
                largest = Math.Max(largest, own);
            }
        }

        return bits - (suspicion.IsFitted ? largest : 0) >= (share == 1 ? suspicion.EnoughBits : 2 * suspicion.EnoughBits);
    }
}
