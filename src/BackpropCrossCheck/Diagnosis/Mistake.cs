namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake that people and programs make. It says what is done instead, and how the calculation then goes. Whether that produces
/// the other side's numbers is decided elsewhere.</summary>
internal abstract class Mistake
{
    /// <summary>Its name in reports.</summary>
    public abstract string Cause { get; }

    /// <summary>What is done instead, as a clause: "h'(a) is left out of δ".</summary>
    public abstract string Sentence { get; }

    /// <summary>What to do about it, as a sentence.</summary>
    public abstract string Advice { get; }

    /// <summary>The meaning of its parameter, in a word; null if it has none.</summary>
    public virtual string? ArgumentWord => null;

    /// <summary>The calculations with this mistake, simpler ones first. They are enumerated one by one, and only as far as
    /// needed.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public abstract IEnumerable<Suspicion> SuspicionsIn(Evidence evidence);

    /// <summary>For people: what the numbers show, and what to do about it.</summary>
    /// <param name="suspicion">Where it was found, and with which parameter.</param>
    /// <param name="evidence">The numbers that it explains.</param>
    public virtual string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when{Place(suspicion, evidence)} {Sentence}. {Advice}";

    /// <summary>", in layer 2,"; empty if the mistake is everywhere or there is only one layer.</summary>
    protected static string Place(Suspicion suspicion, Evidence evidence)
        => suspicion.Layer is { } layer && evidence.Layers > 1 ? FormattableString.Invariant($", in layer {layer + 1},") : string.Empty;
}
