namespace BackpropCrossCheck.Documents;

/// <summary>Splits a formula that is too long for a line: before a sign or a square bracket, and inside one.</summary>
internal static class FormulaPieces
{
    /// <summary>The pieces, in order. Written one after the other, they make up the formula.</summary>
    /// <param name="formula">The formula.</param>
    public static IReadOnlyList<IReadOnlyList<Formula>> Of(Formula formula)
    {
        var pieces = new List<List<Formula>> { new() };
        Add(formula, pieces);
        return [.. pieces.Where(piece => piece.Count > 0)];
    }

    private static void Add(Formula formula, List<List<Formula>> pieces)
    {
        switch (formula)
        {
            case Formula.Row row:
                foreach (Formula part in row.Parts)
                {
                    Add(part, pieces);
                }

                break;
            case Formula.Bracket { Open: "[" } bracket:
                pieces.Add([new Formula.Bracket("[", Formula.Of(), string.Empty)]);
                Add(bracket.Inner, pieces);
                pieces[^1].Add(new Formula.Bracket(string.Empty, Formula.Of(), "]"));
                break;
            case Formula.Sign or Formula.Words:
                pieces.Add([formula]);
                break;
            default:
                pieces[^1].Add(formula);
                break;
        }
    }
}
