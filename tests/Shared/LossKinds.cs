namespace BackpropCrossCheck.Engine.Losses;

/// <summary>From the engine's losses to the kinds that tests enumerate, and back.</summary>
internal static class LossKinds
{
    extension(LossKind kind)
    {
        /// <summary>The loss of this kind.</summary>
        public LossTerm Term => LossTerm.All.Single(term => term.Kind == kind);

        /// <summary>Its convention with a reduction.</summary>
        public Loss With(Reduction reduction) => new(kind.Term, reduction);
    }

    extension(LossTerm term)
    {
        /// <summary>Its kind.</summary>
        /// <exception cref="ArgumentException">The tests do not know it yet.</exception>
        public LossKind Kind => Enum.Parse<LossKind>(term.GetType().Name);
    }

    extension(Loss loss)
    {
        /// <summary>The kind of its term.</summary>
        public LossKind Kind => loss.Term.Kind;

        /// <summary>Whether it is one of the cross-entropies.</summary>
        public bool IsCrossEntropy => loss.Term is CrossEntropy;

        /// <summary>Whether it is a squared error, halved or not.</summary>
        public bool IsSquare => loss.Term is SquareTerm;

        /// <summary>Whether it has a logarithm of the outputs, so that they must be above 0.</summary>
        public bool HasLogarithm => loss.Term is LogarithmTerm;
    }
}
