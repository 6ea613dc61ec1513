using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Gradients as a sum of two earlier ones, y = α·f + β·p, by least squares over all gradients.</summary>
/// <param name="OfFirst">α.</param>
/// <param name="OfOther">β.</param>
internal readonly record struct CarriedFactors(double OfFirst, double OfOther)
{
    private const double SmallestDeterminant = 1e-9;
    private const int MostDigits = 6;

    /// <summary>The factors that reproduce every gradient within what is allowed there, preferably with few digits; null if there are
    /// none.</summary>
    /// <param name="answer">y, with what is allowed.</param>
    /// <param name="first">f.</param>
    /// <param name="other">Returns p of a tensor.</param>
    public static CarriedFactors? Fit(JudgedResult answer, JudgedResult first, Func<TensorComparison, double[]> other)
    {
        List<Term> terms = [];
        foreach (TensorComparison tensor in answer.Numbers.Tensors.Where(tensor => tensor.Step.IsGradient))
        {
            TensorComparison? earlier = first.Numbers.Tensors.FirstOrDefault(candidate => candidate.Step == tensor.Step);
            double[] others = other(tensor);
            for (int i = 0; earlier is not null && i < tensor.Step.Length; i++)
            {
                terms.Add(new Term(tensor.Other[i], earlier.Other[i], others[i], tensor.Allowed[i]));
            }
        }

        return Alone(terms) ?? Together(terms);
    }

    private static CarriedFactors? Alone(List<Term> terms)
        => Simplest(new CarriedFactors(terms.Sum(term => term.First * term.Answer) / terms.Sum(term => term.First * term.First), 0), terms);

    private static CarriedFactors? Together(List<Term> terms)
    {
        double firsts = terms.Sum(term => term.First * term.First);
        double others = terms.Sum(term => term.Other * term.Other);
        double mixed = terms.Sum(term => term.First * term.Other);
        double determinant = (firsts * others) - (mixed * mixed);
        if (!(determinant > SmallestDeterminant * firsts * others))
        {
            return null;
        }

        double first = terms.Sum(term => term.First * term.Answer);
        double other = terms.Sum(term => term.Other * term.Answer);
        return Simplest(
            new CarriedFactors(((others * first) - (mixed * other)) / determinant, ((firsts * other) - (mixed * first)) / determinant),
            terms);
    }

    private static CarriedFactors? Simplest(CarriedFactors fitted, List<Term> terms)
    {
        for (int digits = 0; digits <= MostDigits && double.IsFinite(fitted.OfFirst + fitted.OfOther); digits++)
        {
            var rounded = new CarriedFactors(Math.Round(fitted.OfFirst, digits), Math.Round(fitted.OfOther, digits));
            if (rounded.Explains(terms))
            {
                return rounded;
            }
        }

        return fitted.Explains(terms) ? fitted : null;
    }

    private bool Explains(List<Term> terms)
    {
        (double first, double other) = (OfFirst, OfOther);
        double share = 1 + Math.Abs(first) + Math.Abs(other);
        return terms.Count > 0
            && terms.TrueForAll(term => Math.Abs(term.Answer - (first * term.First) - (other * term.Other)) <= share * term.Allowed);
    }

    private readonly record struct Term(double Answer, double First, double Other, double Allowed);
}
