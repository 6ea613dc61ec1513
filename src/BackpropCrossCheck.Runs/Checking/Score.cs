using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>The points of an answer.</summary>
/// <param name="Points">The points that it gets.</param>
/// <param name="Most">The points that it could get.</param>
internal sealed record Score(double Points, double Most)
{
    /// <summary>The points of an answer. A number gets all of its points or none.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="table">What each number is worth; null for one point each.</param>
    /// <param name="acceptCoarse">Whether numbers with fewer digits than asked for get points.</param>
    public static Score Of(GradedAnswer answer, PointTable? table, bool acceptCoarse)
    {
        double Worth((Step Step, int Index) number) => table?.Points.GetValueOrDefault(number) ?? 1;
        IEnumerable<(Step Step, int Index)> asked = table?.Points.Keys ?? answer.Asked;
        var right = answer.Comparison.AllNumbers().Where(number => Earns(number, answer.Comparison, acceptCoarse))
            .Select(number => (number.Step, number.Index)).ToHashSet();
        return new Score(asked.Where(right.Contains).Sum(Worth), asked.Sum(Worth));
    }

    private static bool Earns(ComparedNumber number, ResultComparison answer, bool acceptCoarse) => number.Status switch
    {
        GradeStatus.Correct or GradeStatus.Truncated or GradeStatus.Follows => true,
        GradeStatus.RoundedIntermediates => !answer.IsCoarse || acceptCoarse,
        GradeStatus.Trivial or GradeStatus.Wrong or GradeStatus.Unreadable or GradeStatus.NotGiven => false,
        null => number.Verdict == NumberVerdict.Agrees,
    };
}
