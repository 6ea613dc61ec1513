using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>y or t stands where y − t belongs.</summary>
internal sealed class OutputForError : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "output-for-error";

    /// <inheritdoc/>
    public override string Sentence => "y, or t, is put in for y − t in δ of the last layer";

    /// <inheritdoc/>
    public override string Advice => "δ of the last layer starts from y − t.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs
        => "δ of the last layer has the sign of the output, or that of the label, and does not vanish where the two agree.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["SciSharp/TensorFlow.NET#787"];

    /// <inheritdoc/>
    public override string ArgumentWord => "\"y\" or \"t\"";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from which in (string[])["y", "t", "−t"]
           from factor in (double[])[1, 2, 0.5]
           select new Suspicion
           {
               Mistake = this,
               Argument = new FindingArgument.Words(which),
               Steps = new LastDeltas((state, right) => Error(state, which, factor)),
               First = (Quantity.OutputGradient, evidence.Layers - 1),
           };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when {suspicion.Words} is put in for y − t in δ of the last layer. "
            + Advice;

    private static double[] Error(CalculationState state, string which, double factor)
    {
        double c = factor * state.Loss.Scale(state.Samples, state.Network.Outputs) * state.Loss.Term.DerivativeFactor;
        double[] y = state.Required(Quantity.Output, state.Last);
        double[] t = state.Fixture.Batch.Labels.ToArray();
        return [.. y.Select((value, i) => c * (which == "y" ? value : which == "t" ? t[i] : -t[i]))];
    }
}
