namespace BackpropCrossCheck.Rounding;

/// <summary>Whose rounding an analysis estimates: that of any honest program, or that of one that takes care of its digits.</summary>
internal enum FormulaCare
{
    /// <summary>Any formula of the textbooks. Some lose digits where their terms cancel: 1 − z², z(1 − z), eᵃ − 1, 1 + erf.</summary>
    Any,

    /// <summary>Formulas that keep their digits: E = 4, e_h = 4u·|z'|, s_h = |h'|. Results of activations are not flushed to zero before
    /// they are subnormal.</summary>
    Careful,
}
