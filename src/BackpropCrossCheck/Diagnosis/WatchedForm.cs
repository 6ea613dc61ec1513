using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Looks at each result when it is first calculated, and ends the calculation when nothing more has to be seen.</summary>
/// <param name="form">What becomes of the results.</param>
/// <param name="look">Is shown a result; false ends the calculation.</param>
/// <param name="toward">What is made of a result, in the form's place, where that may be more than one number and the other side's tells
/// which; null where the form does it.</param>
/// <param name="instead">What is used further in a result's place, the first time.</param>
internal sealed class WatchedForm(
    ResultForm form,
    Func<Step, double[], bool> look,
    Func<Step, double[], double[]?> toward,
    Func<Step, double[], double[]> instead) : ResultForm
{
    private readonly HashSet<int> _seen = [];
    private bool _isEnough;

    /// <inheritdoc/>
    public override bool IsEnough => _isEnough;

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        if (!_seen.Add(step.Index))
        {
            return form.Of(step, values);
        }

        double[] used = toward(step, values) ?? form.Of(step, values);
        _isEnough |= !look(step, used);
        return instead(step, used);
    }
}
