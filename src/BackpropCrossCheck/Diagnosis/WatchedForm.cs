using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Watches each result when it is first calculated, and stops the calculation once nothing more is needed.</summary>
/// <param name="layout">The tensors that are possible.</param>
/// <param name="form">What happens to the results.</param>
/// <param name="look">Receives each result; returns false to stop the calculation.</param>
/// <param name="toward">Replaces the form if a result can have more than one value and the other side's number decides which; null to use
/// the form.</param>
/// <param name="instead">What is used further instead of a result, the first time; null to use the result.</param>
internal sealed class WatchedForm(
    TensorLayout layout,
    ResultForm form,
    Func<Step, double[], bool> look,
    Func<Step, double[], double[]?>? toward,
    Func<Step, double[], double[]>? instead) : ResultForm
{
    private readonly bool[] _seen = new bool[layout.Capacity];
    private bool _isEnough;

    /// <inheritdoc/>
    public override bool IsEnough => _isEnough;

    /// <inheritdoc/>
    public override ResultForm BetweenSteps => form.BetweenSteps;

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        if (!IsFirst(step))
        {
            return form.Of(step, values);
        }

        return Watched(step, toward?.Invoke(step, values) ?? form.Of(step, values));
    }

    /// <inheritdoc/>
    public override double[] OfUnchanged(Step step, double[] values)
        => IsFirst(step) ? Watched(step, form.OfUnchanged(step, values)) : form.OfUnchanged(step, values);

    private bool IsFirst(Step step)
    {
        bool isFirst = !_seen[step.Index];
        _seen[step.Index] = true;
        return isFirst;
    }

    private double[] Watched(Step step, double[] used)
    {
        _isEnough |= !look(step, used);
        return instead?.Invoke(step, used) ?? used;
    }
}
