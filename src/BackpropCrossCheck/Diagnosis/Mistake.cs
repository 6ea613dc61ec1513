namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake that people and programs make. It says what is done instead, and how a calculation goes in which it is made; whether
/// that gives the other side's numbers is found out elsewhere.</summary>
internal abstract class Mistake
{
    /// <summary>Its name in reports.</summary>
    public abstract string Cause { get; }

    /// <summary>What is done instead, as a clause: "h'(a) is left out of δ".</summary>
    public abstract string Sentence { get; }

    /// <summary>What to do about it, as a sentence.</summary>
    public abstract string Advice { get; }

    /// <summary>What its parameter is, in a word; null where it has none.</summary>
    public virtual string? ArgumentWord => null;

    /// <summary>The calculations of somebody who makes it, the simpler first. They are asked for one by one, and no further than
    /// needed.</summary>
    /// <param name="evidence">The numbers that are to be explained.</param>
    public abstract IEnumerable<Suspicion> SuspicionsIn(Evidence evidence);

    /// <summary>For a person: what is seen, and what to do.</summary>
    /// <param name="suspicion">Where it was found, and with which parameter.</param>
    /// <param name="evidence">The numbers that it explains.</param>
    public virtual string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when{Place(suspicion, evidence)} {Sentence}. {Advice}";

    /// <summary>", in layer 2,"; nothing for a mistake that is everywhere, or where there is one layer only.</summary>
    protected static string Place(Suspicion suspicion, Evidence evidence)
        => suspicion.Layer is { } layer && evidence.Layers > 1 ? FormattableString.Invariant($", in layer {layer + 1},") : string.Empty;
}
