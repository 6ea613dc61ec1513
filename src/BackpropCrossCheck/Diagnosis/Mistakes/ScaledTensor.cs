using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>One tensor is multiplied.</summary>
internal sealed class ScaledTensor : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "scaled-tensor";

    /// <inheritdoc/>
    public override string Sentence => "one gradient tensor is multiplied by a factor of its own";

    /// <inheritdoc/>
    public override string Advice => "Look for a factor that is written out in this one line: a 2, a division by N.";

    /// <inheritdoc/>
    public override string Signs => "One tensor is ours times a factor, and its neighbours are right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["bighuang624/Andrew-Ng-Deep-Learning-notes#10", "XingxingHuang/deeplearning.ai#4"];

    /// <inheritdoc/>
    public override string ArgumentWord => "factor";

    /// <inheritdoc/>
    public override bool IsLastResort => true;

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        TensorComparison[] wrong = [.. evidence.Tensors.Where(tensor => tensor.HasDiffering)];
        // Where no other gradient is given, the factor may be in all of them.
        bool isOfOne = evidence.Tensors.Any(tensor => tensor.Step.IsGradient && !wrong.Contains(tensor)
            && evidence.Stated(tensor).Any(value => value != 0));
        return isOfOne && wrong is [{ Step.IsGradient: true } only] && ProportionalFit.OfTensor(evidence, only) is { } factor
            ? [With(factor, only.Step)]
            : [];
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
        => from step in own.Wrong
           where step.Step.IsGradient
           let factor = LinearFit.Of(own, step, value => With(value, step.Step))
           where factor is not null and not 0
           select With(factor.Value, step.Step);

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string symbol = suspicion.First.Quantity.Symbol;
        return $"{symbol} of {(LayersText.Of(suspicion, evidence) is { Length: > 0 } layers ? layers : "the layer")} is "
            + $"{RatioText.Of(suspicion.Parameter)} times what follows, a factor of its own. {Advice}";
    }

    private Suspicion With(double factor, Step step) => new()
    {
        Mistake = this,
        Layer = step.Layer,
        Argument = new FindingArgument.Number(factor),
        Steps = new OtherGradients(
            layer => layer == step.Layer,
            step.IsWeights ? (_, _, right) => Array.ConvertAll(right, x => factor * x) : null,
            step.IsBias ? (_, _, right) => Array.ConvertAll(right, x => factor * x) : null)
        {
            OfWhole = true,
        },
        First = (step.Quantity, step.Layer),
        Parameter = factor,
        WithParameter = value => With(value, step),
    };
}
