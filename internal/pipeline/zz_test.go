package pipeline
import ("testing";"os";"strings";"fmt")
func TestZZ(t *testing.T){
	data,_:=os.ReadFile("/tmp/probe/in.txt")
	w:=load(t).NewWorker()
	for _,l:=range strings.Split(strings.TrimSpace(string(data)),"\n"){
		date:="2024-05-17"
		fmt.Println(">>",l)
		for _,s:=range w.Extract(Text(strings.ReplaceAll(l,"\\n","\n")),date,""){ fmt.Println("   ",describe(s), s.Stage, "money", s.Money, "by", s.By.ID, "in", s.In.ID, "hedged", s.Evidence[0].Hedged, s.Office) }
	}
}
