using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Fits one parameter of a mistake to the numbers, by the Gauss-Newton method with a numerical derivative: first to the first few
/// differing numbers, which is cheap, then to all.</summary>
internal static class ParameterFit
{
    private const int MostSteps = 12;
    private const int FirstNumbers = 4;
    private const double Step = 1e-6;

    /// <summary>If the mean square of the relative differences is above this, a value explains nothing, in any format.</summary>
    private const double ConvergedCost = 1e-4;

    /// <summary>The same for numbers rounded to digits, in half units of the last digit.</summary>
    private const double ConvergedDigits = 1e4;

    /// <summary>The value that comes closest to the other side's numbers.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="mistake">Creates the mistake with a value of the parameter.</param>
    /// <param name="starts">The starting values. If one does not converge, the next one is tried.</param>
    /// <returns>The value; null if no starting value converges, or fewer than two numbers depend on it.</returns>
    public static double? Of(Evidence evidence, Func<double, Suspicion> mistake, IReadOnlyList<double> starts)
    {
        Suspicion sample = mistake(starts[0]);
        int first = evidence.Order(sample);
        if (first > evidence.FirstOrder || (evidence.Other.Format is not null && evidence.Tensors.Any(tensor => !tensor.Step.IsGradient
            && Evidence.Order(tensor) >= first && Evidence.Order(tensor) < evidence.FirstOrder)))
        {
            // Either the mistake comes too late, or what it would change first is given and right. Gradients of later layers come after it
            // and need not change. With few digits, a small change may not show.
            return null;
        }

        TensorComparison[] all = [.. evidence.Tensors.Where(tensor => Evidence.Order(tensor) >= first)];
        TensorComparison[] few = [.. FirstThatDiffer(all)];
        if (few.Sum(Differing) < 2)
        {
            return null;
        }

        foreach (double start in starts)
        {
            if (Descend(evidence, mistake, few, start) is { } near
                && Misfit(evidence, mistake(near), few) is { } left
                && Cost(left) < left.Length * (evidence.Other.Format is null ? ConvergedDigits : ConvergedCost))
            {
                double value = Descend(evidence, mistake, all, near) ?? near;
                return evidence.Other.Format is null ? WithinDigits(evidence, mistake, all, value) : value;
            }
        }

        return null;
    }

    private static IEnumerable<TensorComparison> FirstThatDiffer(TensorComparison[] tensors)
    {
        int numbers = 0;
        foreach (TensorComparison tensor in tensors)
        {
            if (numbers >= FirstNumbers)
            {
                yield break;
            }

            if (Differing(tensor) > 0)
            {
                numbers += Differing(tensor);
                yield return tensor;
            }
        }
    }

    private static int Differing(TensorComparison tensor) => tensor.Verdicts.Count(verdict => verdict == NumberVerdict.Differs);

    private static double? Descend(Evidence evidence, Func<double, Suspicion> mistake, TensorComparison[] tensors, double start)
    {
        double parameter = start;
        if (Misfit(evidence, mistake(parameter), tensors) is not { } misfit)
        {
            return null;
        }

        for (int step = 0; step < MostSteps; step++)
        {
            double h = Step * Math.Max(Math.Abs(parameter), 1);
            if (Misfit(evidence, mistake(parameter + h), tensors) is not { } moved)
            {
                return null;
            }

            double slope = 0;
            double curvature = 0;
            for (int i = 0; i < misfit.Length; i++)
            {
                double derivative = (moved[i] - misfit[i]) / h;
                slope += misfit[i] * derivative;
                curvature += derivative * derivative;
            }

            double next = parameter - (slope / curvature);
            if (!double.IsFinite(next) || Misfit(evidence, mistake(next), tensors) is not { } better || Cost(better) >= Cost(misfit))
            {
                break;
            }

            bool isSlow = Cost(better) > Cost(misfit) / 2 && step > 2;
            (parameter, misfit) = (next, better);
            if (isSlow)
            {
                break;
            }
        }

        return parameter;
    }

    /// <summary>The value that keeps every number within its digits, assuming that they are linear near the fitted value.</summary>
    private static double WithinDigits(Evidence evidence, Func<double, Suspicion> mistake, TensorComparison[] tensors, double parameter)
    {
        double h = Step * Math.Max(Math.Abs(parameter), 1);
        if (Misfit(evidence, mistake(parameter), tensors) is not { } misfit
            || Misfit(evidence, mistake(parameter + h), tensors) is not { } moved)
        {
            return parameter;
        }

        var interval = new FeasibleInterval();
        for (int i = 0; i < misfit.Length; i++)
        {
            interval.Add(-misfit[i], (moved[i] - misfit[i]) / h, 1);
        }

        return parameter + (interval.Middle ?? 0);
    }

    private static double Cost(double[] misfit) => misfit.Sum(x => x * x);

    /// <summary>The remaining differences, relative to the numbers or to their digits; null if the mistake is impossible with this
    /// value.</summary>
    private static double[]? Misfit(Evidence evidence, Suspicion suspicion, TensorComparison[] tensors)
    {
        var misfit = new List<double>();
        int left = tensors.Length;
        bool Look(TensorComparison tensor, double[] mistaken)
        {
            if (!tensors.Contains(tensor))
            {
                return true;
            }

            double[] given = evidence.Given(tensor);
            double[] right = evidence.CorrectNumbers(tensor)!;
            for (int i = 0; i < given.Length; i++)
            {
                if (Evidence.Counts(tensor, i))
                {
                    double size = evidence.Other.Format is null ? evidence.Uncertainty(tensor, i) : Math.Abs(given[i]) + Math.Abs(right[i]);
                    misfit.Add(size == 0 ? 0 : (mistaken[i] - given[i]) / size);
                }
            }

            return --left > 0;
        }

        Retracing.Run(evidence, suspicion, Look);
        return left == 0 && misfit.TrueForAll(double.IsFinite) ? [.. misfit] : null;
    }
}
