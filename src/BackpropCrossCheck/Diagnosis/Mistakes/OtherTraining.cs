using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A mistake in the update: the gradients are right, and the new parameters are not.</summary>
internal abstract class OtherTraining : Mistake
{
    /// <summary>Where the fixture declares everything but the mistake, a few bits are enough.</summary>
    private const double FewBits = 6;

    /// <summary>A training with more steps is fitted from one starting value only: each trial takes all of them.</summary>
    private const int FewSteps = 100;

    /// <summary>Whether it has a value that is fitted to the new parameters, which takes many trainings.</summary>
    public virtual bool IsFittedToTraining => false;

    /// <summary>The starting values for a fit.</summary>
    /// <param name="training">The training.</param>
    /// <param name="starts">The values, the likeliest first.</param>
    protected static IReadOnlyList<double> Starts(Training training, params double[] starts)
        => training.Steps > FewSteps ? starts[..1] : starts;

    /// <inheritdoc/>
    public sealed override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => evidence.IsTrainingWrong && evidence.Fixture.Training is { } training ? SuspicionsIn(evidence, training) : [];

    /// <summary>The calculations with this mistake, if new parameters or the loss after them are wrong.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="training">The training that the fixture declares.</param>
    protected abstract IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training);

    /// <summary>The mistake as another training of the same kind.</summary>
    /// <param name="change">Returns the training with the mistake.</param>
    protected Suspicion With(Func<Training, Training> change)
        => Started() with { Change = fixture => fixture with { Training = change(fixture.Training!) } };

    /// <summary>The mistake as other steps of the training.</summary>
    /// <param name="steps">The steps.</param>
    protected Suspicion With(CalculationSteps steps) => Started() with { Steps = steps };

    private Suspicion Started() => new() { Mistake = this, First = (Quantity.WeightUpdate, 0), EnoughBits = FewBits };

    /// <summary>A mistake whose parameter was fitted to the new parameters.</summary>
    /// <param name="suspicion">The mistake with a value.</param>
    /// <param name="value">The value.</param>
    /// <param name="with">Creates the mistake with another value.</param>
    protected static Suspicion Fitted(Suspicion suspicion, double value, Func<double, Suspicion> with) => suspicion with
    {
        Argument = new FindingArgument.Number(value),
        Parameter = value,
        WithParameter = with,
        EnoughBits = Suspicion.UsualBits,
    };

    /// <summary>The steps of a training with another rule.</summary>
    /// <param name="rule">The rule.</param>
    protected sealed class OtherRule(Func<Training, Optimizer> rule) : CalculationSteps
    {
        /// <inheritdoc/>
        public override Optimizer OptimizerOf(Training training) => rule(training);
    }
}
