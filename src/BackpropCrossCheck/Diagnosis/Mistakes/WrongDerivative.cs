using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another formula stands for h'.</summary>
internal sealed class WrongDerivative : Mistake
{
    private const double BitsOfCommon = 6;
    private const double BitsOfOthers = 10;

    /// <inheritdoc/>
    public override string Cause => "wrong-derivative";

    /// <inheritdoc/>
    public override string Sentence => "h'(a) is worked out by another formula";

    /// <inheritdoc/>
    public override string Advice => "Compare the derivative of the layer's activation on both sides, at one of these units.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "δ of the layer is off by a ratio that depends on the unit's own numbers alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "andersbll/nnet#4", "scutan90/DeepLearning-500-questions#544", "tenstorrent/tt-metal#56397",
        "Lightning-AI/lightning-thunder#1892",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "formula";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from set in LayerSet.Of(
               evidence, layer => evidence.TakesDerivative(layer) && evidence.ActivationOf(layer) is ElementwiseActivation)
           where set.All.Select(layer => evidence.ActivationOf(layer).Name).Distinct().Count() == 1
           from formula in DerivativeFormula.For((ElementwiseActivation)evidence.ActivationOf(set.All[0]))
           select new Suspicion
           {
               Mistake = this,
               Layer = set.Layer,
               Layers = set.All.Count > 1 ? set.All : [],
               Argument = new FindingArgument.Words(formula.Name),
               Steps = new OtherDerivatives(set.Has, formula),
               First = (Quantity.Derivative, set.All[^1]),
               EnoughBits = formula.IsCommon ? BitsOfCommon : BitsOfOthers,
           };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => IsOwnOfOutput(suspicion, evidence)
            ? $"These numbers come out when{Place(suspicion, evidence)} h'(a) is worked out as {suspicion.Words} from outputs that are "
                + "already wrong. Correct the outputs first."
            : $"These numbers come out when{Place(suspicion, evidence)} {suspicion.Words} is put in for h'(a) in δ. {Advice}";

    private static bool IsOwnOfOutput(Suspicion suspicion, Evidence evidence)
        => suspicion.Layer is { } layer && DerivativeFormula.IsOwnOfOutput(suspicion.Words, evidence.ActivationOf(layer));
}
