package finding

var reportPages = []Entry{}
