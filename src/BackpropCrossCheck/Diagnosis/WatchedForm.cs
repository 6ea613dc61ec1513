using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Looks at each result when it is first calculated, and ends the calculation when nothing more has to be seen.</summary>
/// <param name="form">What becomes of the results.</param>
/// <param name="look">Is shown a result; false ends the calculation.</param>
/// <param name="toward">What is made of a result, in the form's place, where that may be more than one number and the other side's tells which; null where the form
/// does it.</param>
/// <param name="instead">What is used further in a result's place, the first time.</param>
internal sealed class WatchedForm(
    ResultForm form,
    Func<CalculationStep, int, double[], bool> look,
    Func<CalculationStep, int, double[], double[]?> toward,
    Func<CalculationStep, int, double[], double[]> instead) : ResultForm
{
    private readonly HashSet<(CalculationStep Step, int Layer)> _seen = [];
    private bool _isEnough;

    /// <inheritdoc/>
    public override bool IsEnough => _isEnough;

    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values)
    {
        if (!_seen.Add((step, layer)))
        {
            return form.Of(step, layer, values);
        }

        double[] used = toward(step, layer, values) ?? form.Of(step, layer, values);
        _isEnough |= !look(step, layer, used);
        return instead(step, layer, used);
    }
}
