namespace BackpropCrossCheck.Comparison;

/// <summary>The numbers that were judged from the other side's own numbers, as points: what the step allows, and |own − what follows|. It
/// contains as many as a plot shows, rounded to two digits.</summary>
/// <param name="Allowed">The range of the allowed differences.</param>
/// <param name="Error">The range of the actual differences, extended to the allowed ones.</param>
/// <param name="Following">The numbers that follow.</param>
/// <param name="Wrong">The numbers that do not follow.</param>
internal sealed record StepPoints(LogRange Allowed, LogRange Error, PointSelection Following, PointSelection Wrong)
{
    /// <summary>The points of tensors; null if no number was judged so.</summary>
    /// <param name="tensors">The tensors, judged.</param>
    public static StepPoints? Of(IEnumerable<TensorComparison> tensors)
    {
        List<ErrorPoint> following = [];
        List<ErrorPoint> wrong = [];
        // The steps after training are judged as a whole.
        foreach (TensorComparison tensor in tensors.Where(tensor => !tensor.Step.IsAfterTraining))
        {
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                if (tensor.IsGiven(i) && PointOf(tensor, i) is { } point)
                {
                    (tensor.StepVerdicts?[i] == StepVerdict.Wrong ? wrong : following).Add(point);
                }
            }
        }

        if (following.Count + wrong.Count == 0)
        {
            return null;
        }

        ErrorPoint[] all = [.. following, .. wrong];
        var allowed = LogRange.Of(Array.ConvertAll(all, point => point.Allowed), ErrorPoints.DecadesAllowed);
        var error = LogRange.Of(Array.ConvertAll(all, point => point.Error), ErrorPoints.Decades, allowed);
        return new StepPoints(allowed, error, PointSelection.Of(following), PointSelection.Of(wrong));
    }

    private static ErrorPoint? PointOf(TensorComparison tensor, int index)
        => tensor.StepVerdicts?[index] is StepVerdict.Follows or StepVerdict.Wrong
            && tensor.StepAllowed?[index] is { } allowed && tensor.FromOwnNumbers?[index] is { } follows
            ? new ErrorPoint(Math.Abs(allowed), tensor.Other[index] == follows ? 0 : Math.Abs(tensor.Other[index] - follows))
            : null;
}
